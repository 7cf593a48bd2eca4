using OpsCenter.Filings;

namespace OpsCenter.Gateway.Filings;

/// <summary>Stages and steps in the words of the contract; both are numbered alike, the contract from 1.</summary>
internal static class FilingEnums
{
    public static V1.FilingStage ToMessage(this FilingStage stage) => (V1.FilingStage)((int)stage + 1);

    public static V1.FilingStep ToMessage(this ReviewStep step) => (V1.FilingStep)((int)step + 1);

    /// <summary>Null: the contract has no such stage.</summary>
    public static FilingStage? ToStage(this V1.FilingStage stage) =>
        stage != V1.FilingStage.Unspecified && Enum.IsDefined(stage) ? (FilingStage)((int)stage - 1) : null;
}
