namespace OpsCenter.Gateway.Platform.Files;

/// <summary>
/// How much may come out of the parts of one workbook together. What a zip file says about its sizes may be a lie,
/// so the bytes are counted as they come out.
/// </summary>
internal sealed class UnpackingBudget(long bytes)
{
    private readonly long _most = bytes;
    private long _left = bytes;

    public void Spend(int count)
    {
        _left -= count;
        if (_left < 0)
        {
            throw new UnreadableFileException(
                "", $"文件解压后超过 {_most >> 20} MiB，请只保留需要的工作表另存后再试",
                $"the file unpacks to more than {_most >> 20} MiB; save only the needed sheets");
        }
    }
}

/// <summary>Reads a part of a workbook and counts what comes out against a budget.</summary>
internal sealed class LimitedStream(Stream inner, UnpackingBudget budget) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        budget.Spend(count);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
