using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;
using Declared = OpsCenter.V1.MethodAccess.Types;
using Where = OpsCenter.V1.MethodAccess.WhereOneofCase;

namespace OpsCenter.Gateway.Platform.OpenApi;

/// <summary>Who may call an operation, for programs and for people: what stands on its method.</summary>
internal static class AccessWords
{
    /// <summary>Adds <c>security</c>, <c>x-roles</c>, <c>x-opscenter-access</c>, and the description: the comment and a sentence.</summary>
    public static void Describe(JsonObject operation, MethodDescriptor method, string comment)
    {
        var access = MethodAccessReader.AccessOf(method);
        string[] roles = access is { Who: Declared.Who.Permitted } ? RolesWith(MethodAccessReader.PermissionOf(access.Permission)) : [];
        if (access is { Who: Declared.Who.Anyone }) operation["security"] = new JsonArray();
        if (roles.Length > 0) operation["x-roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]);
        operation["x-opscenter-access"] = ForPrograms(access);
        JsonSchemas.Describe(operation, $"{comment}\n\n{ForPeople(access, roles)}".Trim());
    }

    private static string[] RolesWith(Permission permission) =>
        [.. Roles.Permissions.Where(role => role.Value.Contains(permission)).Select(role => role.Key).Order(StringComparer.Ordinal)];

    /// <summary>As in the proto, defaults written out; without the words of the audit trail.</summary>
    private static JsonObject ForPrograms(MethodAccess? access)
    {
        if (access is null) return new() { ["who"] = "NOBODY" };
        var json = new JsonObject { ["who"] = NameOf("Who", (int)access.Who), ["changes"] = access.Changes };
        if (access.Who != Declared.Who.Permitted) return json;
        json["permission"] = NameOf("Permission", (int)access.Permission);
        json["scope"] = NameOf("Scope", (int)access.Scope);
        if (access.WhereCase == Where.Place) json["place"] = access.Place;
        if (access.WhereCase == Where.Stream) json["stream"] = access.Stream;
        if (access.WhereCase == Where.System) json["system"] = true;
        return json;
    }

    private static string NameOf(string type, int value) =>
        MethodAccess.Descriptor.EnumTypes.Single(one => one.Name == type).FindValueByNumber(value).Name;

    private static string ForPeople(MethodAccess? access, string[] roles)
    {
        if (access is null) return "谁可调用：未开放。 / Who may call: nobody.";
        var (audited, inTrail) = access.Changes ? ("调用记入审计。", " Calls are in the audit trail.") : ("", "");
        if (access.Who == Declared.Who.Anyone) return $"谁可调用：任何人。{audited} / Who may call: anybody.{inTrail}";
        if (access.Who == Declared.Who.SignedIn)
            return $"谁可调用：已登录者。{audited} / Who may call: everybody who has signed in.{inTrail}";
        var (chinese, english) = PermissionWords.Of(MethodAccessReader.PermissionOf(access.Permission));
        var (here, there) = Place(access);
        return $"谁可调用：{here}有权{chinese}者（{string.Join('、', roles)}）。{audited}"
            + $" / Who may call: those who may {english} {there} ({string.Join(", ", roles)}).{inTrail}";
    }

    private static (string Chinese, string English) Place(MethodAccess access) => access switch
    {
        { Scope: Declared.Scope.Somewhere } => ("在任一地点", "anywhere"),
        { WhereCase: Where.System } => ("在本系统", "in the installation itself"),
        { Scope: Declared.Scope.Within } =>
            ($"在 `{Field(access)}` 所指地点或其下", $"at the place in `{Field(access)}` or in a part of it"),
        _ => ($"在 `{Field(access)}` 所指地点", $"at the place in `{Field(access)}`"),
    };

    private static string Field(MethodAccess access) => access.WhereCase == Where.Stream ? access.Stream : access.Place;
}
