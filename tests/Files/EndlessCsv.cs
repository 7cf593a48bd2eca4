using System.Text;

namespace OpsCenter.Tests.Files;

/// <summary>A file of many equal rows that is nowhere whole in memory.</summary>
internal sealed class EndlessCsv(string heading, string row, long rows) : Stream
{
    private readonly byte[] _row = Encoding.UTF8.GetBytes(row);
    private byte[] _now = Encoding.UTF8.GetBytes(heading);
    private int _at;
    private long _left = rows;

    /// <summary>Bytes read so far.</summary>
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _now.Length)
        {
            if (_left-- <= 0) return 0;
            (_now, _at) = (_row, 0);
        }

        var length = Math.Min(count, _now.Length - _at);
        Array.Copy(_now, _at, buffer, offset, length);
        _at += length;
        Given += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
