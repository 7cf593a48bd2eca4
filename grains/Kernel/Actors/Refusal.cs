namespace OpsCenter.Kernel;

/// <summary>What has to change before a refused command can be carried out. The status of a call (gRPC, HTTP) follows from it.</summary>
public enum RefusalKind
{
    /// <summary>The command itself: sent again as it is, it would be refused again.</summary>
    Invalid,

    /// <summary>What it names is not there.</summary>
    NotFound,

    /// <summary>What it would make is there already.</summary>
    AlreadyExists,

    /// <summary>It rests on what was seen before, and something else has come in between: look again.</summary>
    Conflict,

    /// <summary>The state: the same command may be right later.</summary>
    NotNow,

    /// <summary>Who sends it: it is for somebody else.</summary>
    NotAllowed,

    /// <summary>The sender is not signed in, or no longer.</summary>
    SignedOut,

    /// <summary>A bound is reached.</summary>
    TooMany,
}

/// <summary>What a person is told, in both languages.</summary>
/// <param name="Chinese">For clerks and operators.</param>
/// <param name="English">For developers of other systems.</param>
[GenerateSerializer, Immutable, Alias("sentence")]
public sealed record Sentence([property: Id(0)] string Chinese, [property: Id(1)] string English)
{
    /// <summary>Both, as calls and logs show them.</summary>
    public override string ToString() => $"{Chinese} / {English}";
}

/// <summary>Why a command was not carried out.</summary>
/// <param name="Kind">What has to change first.</param>
/// <param name="Code">Stable, for programs: lower case with underscores.</param>
/// <param name="Sentence">For a person.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal([property: Id(0)] RefusalKind Kind, [property: Id(1)] string Code, [property: Id(2)] Sentence Sentence)
{
    /// <summary>Code of the refusal of a command that rests on an older version, see <see cref="Command{TCommand}.IfVersion"/>.</summary>
    public const string GoneOn = "gone_on";

    /// <summary>The sentence in both languages.</summary>
    public string Message => Sentence.ToString();

    /// <inheritdoc cref="RefusalKind.Invalid"/>
    public static Refusal Invalid(string code, string chinese, string english) => new(RefusalKind.Invalid, code, new(chinese, english));

    /// <inheritdoc cref="RefusalKind.NotFound"/>
    public static Refusal NotFound(string code, string chinese, string english) => new(RefusalKind.NotFound, code, new(chinese, english));

    /// <inheritdoc cref="RefusalKind.AlreadyExists"/>
    public static Refusal AlreadyExists(string code, string chinese, string english) =>
        new(RefusalKind.AlreadyExists, code, new(chinese, english));

    /// <inheritdoc cref="RefusalKind.Conflict"/>
    public static Refusal Conflict(string code, string chinese, string english) => new(RefusalKind.Conflict, code, new(chinese, english));

    /// <inheritdoc cref="RefusalKind.NotNow"/>
    public static Refusal NotNow(string code, string chinese, string english) => new(RefusalKind.NotNow, code, new(chinese, english));

    /// <inheritdoc cref="RefusalKind.NotAllowed"/>
    public static Refusal NotAllowed(string code, string chinese, string english) =>
        new(RefusalKind.NotAllowed, code, new(chinese, english));

    /// <inheritdoc cref="RefusalKind.SignedOut"/>
    public static Refusal SignedOut(string code, string chinese, string english) => new(RefusalKind.SignedOut, code, new(chinese, english));

    /// <inheritdoc cref="RefusalKind.TooMany"/>
    public static Refusal TooMany(string code, string chinese, string english) => new(RefusalKind.TooMany, code, new(chinese, english));
}
