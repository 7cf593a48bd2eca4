namespace OpsCenter.Filings;

/// <summary>The stages of a filing and what leads to each. The actor's state and the read model both go by it.</summary>
public static class FilingStageMachine
{
    /// <summary>The stage of a filing after an event.</summary>
    /// <param name="before">Where it was.</param>
    /// <param name="approvals">How often it had been approved: a report of an earlier approval says nothing of a later one.</param>
    /// <param name="fact">What happened.</param>
    public static FilingStage After(FilingStage before, int approvals, FilingEvent fact) => fact switch
    {
        CellsSaved => before == FilingStage.Due ? FilingStage.Draft : before,
        FilingSubmitted submitted => At(submitted.First),
        ReviewPassed passed => At(passed.Next),
        CellsReturned => FilingStage.Returned,
        FilingApproved => FilingStage.Approved,
        FilingReopened => FilingStage.Reopened,
        FilingReported reported => before == FilingStage.Approved && reported.Approval == approvals ? FilingStage.Reported : before,
        _ => before,
    };

    /// <summary>The stage at which a review waits.</summary>
    public static FilingStage At(ReviewStep step) => step switch
    {
        ReviewStep.Town => FilingStage.TownReview,
        ReviewStep.Department => FilingStage.DepartmentReview,
        _ => FilingStage.BureauReview,
    };
}
