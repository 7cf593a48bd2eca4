using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>How each subject writes its themes into frames of the public contract.</summary>
public sealed class ThemeCodec
{
    private readonly Dictionary<Type, Action<Frame, object>> writers = [];

    /// <summary>A theme, whole.</summary>
    public ThemeCodec Theme<TTheme>(Action<Frame, TTheme> write) where TTheme : Theme => Add(write);

    /// <summary>A step from one theme to the next.</summary>
    public ThemeCodec Delta<TDelta>(Action<Frame, TDelta> write) where TDelta : ThemeDelta => Add(write);

    /// <summary>Writes a theme or a delta.</summary>
    /// <exception cref="InvalidOperationException">Its subject has not said how.</exception>
    internal void Write(Frame frame, object body) =>
        (writers.GetValueOrDefault(body.GetType()) ?? throw new InvalidOperationException($"No frame is known for {body.GetType().Name}."))(
            frame, body);

    private ThemeCodec Add<TBody>(Action<Frame, TBody> write)
    {
        writers.Add(typeof(TBody), (frame, body) => write(frame, (TBody)body));
        return this;
    }
}
