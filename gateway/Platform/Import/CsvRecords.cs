using System.Text;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>One record of a CSV.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Fields">Its fields without quotes.</param>
/// <param name="Problem">Why it cannot be used, Chinese and English; null: it can.</param>
internal readonly record struct CsvRecord(long Line, IReadOnlyList<string> Fields, (string Chinese, string English)? Problem);

/// <summary>
/// Reads CSV as RFC 4180 has it (quotes, doubled quotes, line breaks within quotes; LF, CRLF or CR) in bounded memory.
/// Own code, because a bad record must cost only itself: after a quote that is never closed, or a record beyond the
/// limit, reading goes on with the next line, where Sylvan.Data.Csv 1.4 throws and cannot read on.
/// </summary>
internal sealed class CsvRecords(TextReader text, char delimiter)
{
    /// <summary>Characters of one record.</summary>
    public const int MaxCharacters = 64 * 1024;

    private const int MaxFields = 1_000;

    private readonly char[] _buffer = new char[4 * MaxCharacters];
    private int _start;
    private int _end;
    private bool _ended;
    private long _line = 1;

    public IEnumerable<CsvRecord> Read()
    {
        while (Fill() > 0)
        {
            var line = _line;
            var fields = new List<string>();
            var length = Split(fields, out var problem);
            if (length < 0)
            {
                // A quote without an end, or too long: give up the line it began on, and only that.
                SkipLine();
                yield return new(line, [], problem);
                continue;
            }

            Advance(length);
            if (fields.Count > 1 || fields[0].Length > 0) yield return new(line, fields, problem);
        }
    }

    /// <summary>Has the whole record in the buffer, or as much as a record may have.</summary>
    private int Fill()
    {
        if (_end - _start > MaxCharacters + 2 || _ended) return _end - _start;
        Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        while (_end < _buffer.Length && !_ended)
        {
            var count = text.Read(_buffer, _end, _buffer.Length - _end);
            _ended = count == 0;
            _end += count;
        }

        return _end;
    }

    private void Advance(int length)
    {
        for (var i = _start; i < _start + length; i++)
            if (_buffer[i] == '\n' || (_buffer[i] == '\r' && (i + 1 >= _end || _buffer[i + 1] != '\n'))) _line++;
        _start += length;
    }

    private void SkipLine()
    {
        while (Fill() > 0)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny('\n', '\r');
            if (at >= 0)
            {
                Advance(at + (_buffer[_start + at] == '\r' && _start + at + 1 < _end && _buffer[_start + at + 1] == '\n' ? 2 : 1));
                return;
            }

            // Leave one character: it may be the first half of a line's end.
            _start = _ended ? _end : _end - 1;
            if (_ended) return;
        }
    }

    /// <summary>Splits the record at the start of the buffer; its length with the line's end, -1 when it has none.</summary>
    private int Split(List<string> fields, out (string Chinese, string English)? problem)
    {
        problem = null;
        var span = _buffer.AsSpan(_start, Math.Min(_end - _start, MaxCharacters + 1));
        var all = _ended && span.Length == _end - _start;
        var i = 0;
        while (true)
        {
            if (fields.Count == MaxFields)
            {
                problem = ($"一行超过 {MaxFields} 列", $"more than {MaxFields} columns in a record");
                return -1;
            }

            if (i < span.Length && span[i] == '"')
            {
                var field = new StringBuilder();
                i++;
                while (true)
                {
                    var quote = span[i..].IndexOf('"');
                    if (quote < 0)
                    {
                        problem = all
                            ? ("引号没有配对，请补上或删去引号", "a quote is not closed; close or remove it")
                            : (
                                $"一行超过 {MaxCharacters} 个字，或引号没有配对",
                                $"the record has more than {MaxCharacters} characters, or a quote is not closed");
                        return -1;
                    }

                    field.Append(span.Slice(i, quote));
                    i += quote + 1;
                    if (i >= span.Length || span[i] != '"') break;
                    field.Append('"');
                    i++;
                }

                // What stands behind the closing quote belongs to the text: "A"1 is A1.
                var rest = EndOfField(span[i..]);
                field.Append(span.Slice(i, rest));
                i += rest;
                fields.Add(field.ToString());
            }
            else
            {
                var length = EndOfField(span[i..]);
                fields.Add(span.Slice(i, length).ToString());
                i += length;
            }

            if (i >= span.Length)
            {
                if (all) return i;
                problem = ($"一行超过 {MaxCharacters} 个字", $"the record has more than {MaxCharacters} characters");
                return -1;
            }

            if (span[i] == delimiter)
            {
                i++;
                continue;
            }

            return i + (span[i] == '\r' && _start + i + 1 < _end && _buffer[_start + i + 1] == '\n' ? 2 : 1);
        }
    }

    private int EndOfField(ReadOnlySpan<char> rest) => rest.IndexOfAny(delimiter, '\n', '\r') is var end && end < 0 ? rest.Length : end;
}
