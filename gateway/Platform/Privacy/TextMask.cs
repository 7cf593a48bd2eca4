namespace OpsCenter.Gateway.Platform.Privacy;

/// <summary>A free text as everybody may read it: without what leads to one person or one door. Masking it again changes nothing.</summary>
public static class TextMask
{
    /// <param name="text">Any text.</param>
    /// <param name="name">A name that must not stand in it; empty: none is known.</param>
    public static string Of(string text, string name) => Settled(text, before => NameMask.In(AddressMask.In(NumberMask.Of(before)), name));

    /// <summary>
    /// Masks until there is nothing left to mask: what one star leaves behind may look like something else. Ends, because each step leaves
    /// fewer signs.
    /// </summary>
    internal static string Settled(string text, Func<string, string> mask)
    {
        for (var masked = mask(text); masked != text; masked = mask(text)) text = masked;
        return text;
    }
}
