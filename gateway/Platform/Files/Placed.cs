namespace OpsCenter.Gateway.Platform.Files;

/// <summary>A text of the file and where it stands; an absent one is empty and has the place where it should be.</summary>
internal readonly record struct Placed(string Text, string Place)
{
    public bool IsEmpty => Text.Length == 0;

    /// <summary>The text as a code: half width, without blanks around it.</summary>
    public string Code => Wording.HalfWidth(Text).Trim();

    /// <summary>Several texts in one cell.</summary>
    public IReadOnlyList<Placed> Split(params char[] separators)
    {
        var place = Place;
        return [.. Text.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => new Placed(text, place))];
    }
}
