using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using OpsCenter.V1;
using Declared = OpsCenter.V1.MethodAccess.Types;
using Where = OpsCenter.V1.MethodAccess.WhereOneofCase;
using Who = OpsCenter.V1.MethodAccess.Types.Who;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Reads who may call a method off the method itself: see access.proto.</summary>
public static class MethodAccessReader
{
    // Standard services, whose protos are not ours to write on.
    private static readonly FrozenDictionary<string, MethodAccess> Standard = new Dictionary<string, MethodAccess>
    {
        ["grpc.health.v1.Health"] = new() { Who = Who.Anyone },
        ["grpc.reflection.v1.ServerReflection"] = Diagnostics,
        ["grpc.reflection.v1alpha.ServerReflection"] = Diagnostics,
    }.ToFrozenDictionary();

    private static MethodAccess Diagnostics => new() { Permission = Declared.Permission.ReadDiagnostics, Scope = Declared.Scope.Somewhere };

    /// <summary>What stands on the method; null when nothing does, and nobody may call it.</summary>
    public static MethodAccess? AccessOf(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(AccessExtensions.Access) ?? Standard.GetValueOrDefault(method.Service.FullName);

    /// <summary>The rule of a method; null when nothing stands on it.</summary>
    /// <exception cref="InvalidDataException">What stands on it makes no sense, e.g. names a field that its request has not.</exception>
    public static MethodRule? Read(MethodDescriptor method)
    {
        if (AccessOf(method) is not { } access) return null;
        try
        {
            return new($"/{method.Service.FullName}/{method.Name}",
                WhoOf(access), PermissionOf(access), PlaceOf(access, method), access.Changes, SubjectOf(access, method));
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"The option access of {method.FullName} is wrong: {wrong.Message}", wrong);
        }
    }

    /// <summary>The permission of the same name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static Permission PermissionOf(Declared.Permission declared) =>
        Enum.TryParse<Permission>(declared.ToString(), out var permission) && Enum.IsDefined(permission)
            ? permission
            : throw new InvalidDataException($"There is no permission {declared}.");

    private static Permission PermissionOf(MethodAccess access) => access.Who == Who.Permitted ? PermissionOf(access.Permission) : default;

    private static Access WhoOf(MethodAccess access)
    {
        if (access.Who == Who.Permitted)
        {
            if ((access.Scope == Declared.Scope.Somewhere) != (access.WhereCase == Where.None))
                throw new InvalidDataException("A place is needed, unless the scope is SOMEWHERE.");
            return access.Scope switch
            {
                Declared.Scope.At => Access.AtPlace,
                Declared.Scope.Within => Access.WithinPlace,
                Declared.Scope.Somewhere => Access.Somewhere,
                var unknown => throw new InvalidDataException($"There is no scope {unknown}."),
            };
        }
        if (access.Permission != Declared.Permission.Unspecified || access.Scope != Declared.Scope.At || access.WhereCase != Where.None)
            throw new InvalidDataException("Who is let in without a permission needs neither permission nor scope nor place.");
        return access.Who switch
        {
            Who.SignedIn => Access.SignedIn,
            Who.Anyone => Access.Anyone,
            var unknown => throw new InvalidDataException($"There is no who {unknown}."),
        };
    }

    private static Func<object, string> PlaceOf(MethodAccess access, MethodDescriptor method)
    {
        if (access.WhereCase is Where.Place or Where.Stream && method.IsClientStreaming)
            throw new InvalidDataException("The messages of a client's stream come after it was let in: its scope is SOMEWHERE.");
        switch (access.WhereCase)
        {
            case Where.Place:
                return Text(access.Place, method.InputType);
            case Where.Stream:
                var stream = Text(access.Stream, method.InputType);
                return request => Territory.OfStream(stream(request));
            case Where.System when !access.System:
                throw new InvalidDataException("'system' is true or is not there.");
            default:
                var place = access.Scope == Declared.Scope.Somewhere ? "" : Territory.System;
                return _ => place;
        }
    }

    private static Func<object, string> Text(string name, MessageDescriptor request)
    {
        var path = FieldPath.Find(name, request);
        if (path.Field is not { IsRepeated: false, FieldType: FieldType.String })
            throw new InvalidDataException($"'{name}' is not one text.");
        return message => (string?)path.ValueIn((IMessage)message) ?? "";
    }

    private static Func<object, string> SubjectOf(MethodAccess access, MethodDescriptor method)
    {
        if (access.Audit.Length == 0) return _ => "";
        if (!access.Changes || method.IsClientStreaming)
            throw new InvalidDataException("Only a method that changes something, and has one request, has an audit text.");
        var text = AuditTemplate.Read(access.Audit, method.InputType);
        return request => text((IMessage)request);
    }
}
