using System.Globalization;

namespace OpsCenter.Silo.Storage;

/// <summary>One step of a schema; steps only ever go forward.</summary>
internal sealed record SchemaScript(int Number, string Name, string Sql);

/// <summary>The numbered scripts that are part of the program: <c>Storage/Schemas/CHAIN/NNN-name.sql</c>.</summary>
internal static class SchemaScripts
{
    /// <param name="chain">Name of the folder.</param>
    public static IReadOnlyList<SchemaScript> Of(string chain)
    {
        var prefix = $"schemas/{chain}/";
        var assembly = typeof(SchemaScripts).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = Path.GetFileNameWithoutExtension(name[prefix.Length..]);
                return new SchemaScript(int.Parse(file[..3], CultureInfo.InvariantCulture), file, reader.ReadToEnd());
            })];
    }

    /// <summary>The scripts still to run.</summary>
    /// <exception cref="StorageException">The database is newer than the program.</exception>
    public static IEnumerable<SchemaScript> After(string chain, int version, string database)
    {
        var scripts = Of(chain);
        var newest = scripts[^1].Number;
        return version <= newest
            ? scripts.Where(script => script.Number > version)
            : throw new StorageException(
                $"数据库 {database} 的结构版本是 {version}，本程序只认识到 {newest}：请使用更新的程序 / " +
                $"The database {database} has schema version {version}, this program knows only up to {newest}: use a newer program.");
    }
}
