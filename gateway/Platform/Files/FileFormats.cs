using OpsCenter.Gateway.Platform.Errors;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>The forms in which a description is handed out; each is the ending of the file's name too.</summary>
internal static class FileFormats
{
    public const string Yaml = "yaml", Xlsx = "xlsx";

    /// <summary>The form that a request names; none: a workbook.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT.</exception>
    public static string Of(string format) => format switch
    {
        "" or Xlsx => Xlsx,
        Yaml => Yaml,
        _ =>
            throw Failure.Invalid(
                ("format", $"格式应为 yaml 或 xlsx，而不是“{Wording.Shown(format)}” / The format is yaml or xlsx, not '{Wording.Shown(format)}'")),
    };
}
