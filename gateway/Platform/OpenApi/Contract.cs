using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.OpenApi;

/// <summary>The protos as they were compiled, comments included.</summary>
public static class Contract
{
    private const string Resource = "opscenter.v1.protoset";
    private const string Package = "opscenter.v1";

    /// <summary>The files of the package, in the order of their names.</summary>
    public static IReadOnlyList<FileDescriptor> Read()
    {
        using var stream = typeof(Contract).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no resource {Resource}.");
        var extensions = new ExtensionRegistry { AnnotationsExtensions.Http, AccessExtensions.Access };
        var set = FileDescriptorSet.Parser.ParseFrom(stream);
        return [.. FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()), extensions)
            .Where(file => file.Package == Package).OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>The ways in which a method is called over HTTP; none: gRPC only.</summary>
    public static IEnumerable<HttpRule> HttpRules(MethodDescriptor method)
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule) return [];
        return [rule, .. rule.AdditionalBindings];
    }

    /// <summary>What the comments before and behind a declaration say.</summary>
    public static string Comment(DescriptorBase descriptor) => descriptor.Declaration is { } declaration
        ? string.Join('\n', new[] { declaration.LeadingComments, declaration.TrailingComments }.Select(Tidy).Where(text => text.Length > 0))
        : "";

    /// <summary>What stands before the package declaration of a file.</summary>
    public static string PackageComment(FileDescriptor file)
    {
        // 2 is the number of `package` in FileDescriptorProto.
        var location = file.ToProto().SourceCodeInfo?.Location.FirstOrDefault(location => location.Path is [2]);
        return Tidy(location?.LeadingComments ?? "");
    }

    private static string Tidy(string comment) => string.Join('\n', comment.Split('\n').Select(line => line.Trim())).Trim();
}
