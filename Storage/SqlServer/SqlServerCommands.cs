using System.Data;
using System.Data.Common;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>Commands with parameters of fixed types, so that the server finds its plan again: sizes that follow the values would be other commands.</summary>
internal static class SqlServerCommands
{
    /// <summary>Characters of the longest text that is not sent as nvarchar(max).</summary>
    private const int MaxPlainText = 4000;

    public static DbCommand Command(this DbConnection connection, string sql, TimeSpan timeout, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // All statements are our own; what comes from outside is in parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = (int)timeout.TotalSeconds;
        command.Transaction = transaction;
        return command;
    }

    public static DbCommand With(this DbCommand command, string name, long? value) => command.Add(name, DbType.Int64, value, 0);

    public static DbCommand With(this DbCommand command, string name, short value) => command.Add(name, DbType.Int16, value, 0);

    public static DbCommand With(this DbCommand command, string name, int value) => command.Add(name, DbType.Int32, value, 0);

    public static DbCommand With(this DbCommand command, string name, bool value) => command.Add(name, DbType.Boolean, value, 0);

    public static DbCommand With(this DbCommand command, string name, string value) =>
        command.Add(name, DbType.String, value, value.Length <= MaxPlainText ? MaxPlainText : -1);

    /// <summary>A text of any length: nvarchar(max).</summary>
    public static DbCommand WithLong(this DbCommand command, string name, string value) => command.Add(name, DbType.String, value, -1);

    /// <summary>Bytes of any length: varbinary(max).</summary>
    public static DbCommand WithLong(this DbCommand command, string name, byte[] value) => command.Add(name, DbType.Binary, value, -1);

    public static DbCommand With<TRow>(this DbCommand command, JsonTable<TRow> table, IEnumerable<TRow> rows) =>
        command.WithLong(table.Parameter, table.Write(rows));

    /// <param name="size">0: that of the type; -1: without bound.</param>
    private static DbCommand Add(this DbCommand command, string name, DbType type, object? value, int size)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.DbType = type;
        if (size != 0) parameter.Size = size;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }
}
