namespace OpsCenter.Filings;

/// <summary>What stages and review steps are called in Chinese.</summary>
public static class FilingWords
{
    public static string Chinese(this FilingStage stage) => stage switch
    {
        FilingStage.Due => "待填",
        FilingStage.Draft => "草稿",
        FilingStage.TownReview => "待镇街审核",
        FilingStage.DepartmentReview => "待部门审核",
        FilingStage.BureauReview => "待区复核",
        FilingStage.Returned => "退回待改",
        FilingStage.Approved => "已通过",
        FilingStage.Reopened => "更正中",
        FilingStage.Reported => "已报送",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Chinese(this ReviewStep step) => step switch
    {
        ReviewStep.Town => "镇街审核",
        ReviewStep.Department => "部门审核",
        ReviewStep.Bureau => "区政数局复核",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
