using OpsCenter.Kernel;

namespace OpsCenter.Indicators;

/// <summary>A rule cannot be read; the sentence says where and why.</summary>
public sealed class RuleFormatException(string chinese, string english) : FormatException($"{chinese} / {english}")
{
    /// <summary>What is wrong.</summary>
    public Sentence Sentence { get; } = new(chinese, english);
}
