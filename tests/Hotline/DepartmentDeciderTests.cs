using OpsCenter.Hotline;
using OpsCenter.Tests.Hall;
using Xunit;

namespace OpsCenter.Tests.Hotline;

using DepartmentStory = Story<DepartmentState, DepartmentCommand, HotlineEvent>;

public sealed class DepartmentDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly DepartmentDefinition Before = SampleHotline.Housing, After = SampleHotline.Housing with { Name = "区住房和城乡建设局" };

    private static DepartmentStory Department() => new(new DepartmentDecider(), "440203/department/ZJJ", Now);

    [Fact]
    public void It_is_what_the_newest_description_says_and_what_comes_late_is_passed_over()
    {
        var story = Department()
            .When(Now, new DefineDepartment(3, After)).Then(new DepartmentDefined(3, After))
            .When(Now, new DefineDepartment(2, Before)).Then()
            .When(Now, new DefineDepartment(3, After)).Then()
            .When(Now, new DissolveDepartment(2)).Then();
        Assert.Equal(new DepartmentState(3, After, IsDissolved: false), story.State);
    }

    [Fact]
    public void A_description_that_says_the_same_is_noted_so_that_an_older_one_cannot_undo_it() => Department()
        .Given(Now, new DepartmentDefined(1, Before))
        .When(Now, new DefineDepartment(3, Before)).Then(new DepartmentDefined(3, Before))
        .When(Now, new DissolveDepartment(2)).Then();

    [Fact]
    public void It_is_dissolved_once_and_may_come_back()
    {
        var story = Department().Given(Now, new DepartmentDefined(1, Before))
            .When(Now, new DissolveDepartment(2)).Then(new DepartmentDissolved(2))
            .When(Now, new DissolveDepartment(2)).Then()
            .When(Now, new DissolveDepartment(3)).Then();
        Assert.Equal(new DepartmentState(2, Before, IsDissolved: true), story.State);
        story.When(Now, new DefineDepartment(4, After)).Then(new DepartmentDefined(4, After));
        Assert.False(story.State.IsDissolved);
    }

    [Fact]
    public void One_that_never_was_cannot_be_dissolved() => Department().When(Now, new DissolveDepartment(1)).Then();
}
