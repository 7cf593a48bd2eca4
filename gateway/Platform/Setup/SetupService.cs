using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Setup;

/// <summary>How far the setting up has come; see <c>setup.proto</c>.</summary>
public sealed class SetupService(IEnumerable<ISetupStep> steps, IdentityOptions identity) : V1.Setup.SetupBase
{
    private readonly ISetupStep[] steps = [.. steps.OrderBy(step => step.About.Order)];

    public override async Task<SetupInfo> GetSetup(GetSetupRequest request, ServerCallContext context)
    {
        var (district, caller) = (DistrictOf(request.District), context.Caller());
        var messages = await Task.WhenAll(steps.Select(step => MessageAsync(step, district, caller)));
        return new() { District = district.Value, Steps = { messages } };
    }

    public override async Task<DefinitionFile> GetSetupFile(GetSetupFileRequest request, ServerCallContext context)
    {
        var district = DistrictOf(request.District);
        foreach (var about in steps.Select(step => step.About))
            if (FilesOf(about).FirstOrDefault(file => file.Name == request.Name && file.Fits(district)) is { } file)
            {
                context.Caller().Require(about.Does, PlaceOf(about, district));
                return new() { FileName = file.Name, Content = UnsafeByteOperations.UnsafeWrap(await file.Content(district)) };
            }
        throw Failure.Of(
            StatusCode.NotFound, "unknown_file",
            $"没有名为“{Wording.Shown(request.Name)}”的模板或示例 / There is no template or sample called '{Wording.Shown(request.Name)}'");
    }

    private static async Task<SetupStep> MessageAsync(ISetupStep step, DistrictCode district, Caller caller)
    {
        var about = step.About;
        var (place, standing) = (PlaceOf(about, district), await step.StandAsync(district));
        var message = new SetupStep
        {
            Key = about.Key,
            Title = about.Title,
            Purpose = about.Purpose,
            State = standing.State,
            IsOptional = about.IsOptional,
            MayDo = caller.Can(about.Does, place),
            Roles = { RolesWith(about.Does) },
            Page = about.Page(district),
        };
        if (message.MayDo || caller.Can(about.Reads, place)) (message.Summary, message.Wanting) = (standing.Summary, standing.Wanting);
        if (!message.MayDo) return message;
        message.Templates.AddRange(about.Templates.Where(file => file.Fits(district)).Select(Message));
        if (about.Sample is { } sample && sample.Fits(district)) message.Sample = Message(sample);
        return message;
    }

    private static IEnumerable<string> RolesWith(Permission permission) =>
        Roles.Permissions.Where(role => role.Value.Contains(permission) && !Roles.Machines.Contains(role.Key)).Select(role => role.Key)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<HandedOut> FilesOf(SetupAbout about) => about.Sample is { } sample ? about.Templates.Append(sample)
        : about.Templates;

    private static SetupFile Message(HandedOut file) => new() { Name = file.Name, Format = file.Format };

    private static string PlaceOf(SetupAbout about, DistrictCode district) => about.IsOfInstallation ? Territory.System : district.Value;

    private DistrictCode DistrictOf(string asked)
    {
        var district = (asked.Length == 0 ? identity.Districts.FirstOrDefault("") : asked).ToDistrict();
        if (identity.Districts.Length > 0 && !identity.Districts.Contains(district.Value))
            throw Failure.Of(
                StatusCode.NotFound, "unknown_district",
                $"本系统没有区划 {district}（设置 Identity:Districts） / This installation has no district {district} (setting Identity:Districts)");
        return district;
    }
}
