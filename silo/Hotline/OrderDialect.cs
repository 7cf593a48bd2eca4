using System.Data.Common;

namespace OpsCenter.Silo.Hotline;

/// <summary>What differs between the two databases in the statements that read and write the table of orders.</summary>
internal abstract class OrderDialect
{
    /// <summary>A condition: the text has the word in it, A-Z counting as a-z.</summary>
    public abstract string Contains(string text, string word);

    /// <summary>A condition: the column is one of the values of a parameter of <see cref="Many{T}"/>.</summary>
    public abstract string IsAny(string column, string parameter);

    /// <summary>A condition: rows among which an id is given once only.</summary>
    public abstract string SharesIds(string district);

    /// <summary>The value of a parameter that holds many texts or numbers.</summary>
    public abstract object Many<T>(IReadOnlyCollection<T> values);

    /// <summary>The database is away or busy: the same call may succeed later.</summary>
    public abstract bool IsPassing(Exception fault);

    /// <summary>A command within a transaction; parameters are named <c>@name</c>.</summary>
    public DbCommand Command(DbTransaction transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        foreach (var (name, value) in parameters) Add(command, name, value);
        return command;
    }

    /// <summary>What is asked for as text may come from anybody: what no database can hold is asked for as U+FFFD.</summary>
    public static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value is string text ? OrderText.Clean(text) : value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }

    /// <summary>All rows of a query.</summary>
    public async Task<List<T>> ReadAsync<T>(
        DbTransaction transaction, string sql, Func<DbDataReader, T> convert, CancellationToken cancellation,
        params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(transaction, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation)) rows.Add(convert(reader));
        return rows;
    }

    /// <returns>Rows concerned.</returns>
    public async Task<int> ExecuteAsync(
        DbTransaction transaction, string sql, CancellationToken cancellation, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(transaction, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
