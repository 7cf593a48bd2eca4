using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

internal sealed class DepartmentGrain(ActorServices services)
    : Actor<DepartmentState, DepartmentCommand, HotlineEvent>(services, new DepartmentDecider()), IDepartment
{
    protected override string KindName => "hotline.department";
    protected override JsonTypeInfo<DepartmentState> StateJson => HotlineJson.Default.DepartmentState;

    public async Task<DepartmentState> GetAsync() => (await CommittedAsync()).State;
}
