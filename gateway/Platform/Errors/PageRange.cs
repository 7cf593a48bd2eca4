namespace OpsCenter.Gateway.Platform.Errors;

/// <summary>What the contract says of pages: at most 1,000, 100 when nothing is said.</summary>
public static class PageRange
{
    public static int Size(int asked) => asked switch
    {
        < 0 => throw Failure.Invalid(("page_size", "每页条数不得为负 / A page size is not negative")),
        0 => 100,
        _ => Math.Min(asked, 1000),
    };

    public static long After(long asked, string field) =>
        asked >= 0 ? asked : throw Failure.Invalid((field, "不得为负 / Must not be negative"));
}
