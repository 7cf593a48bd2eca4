namespace OpsCenter.Silo.Journal;

/// <summary>One line when an outage begins and one when it is over, however many rows fail in between.</summary>
internal sealed class OutageLog(ILogger logger, TimeProvider time)
{
    private long? began;

    public void Began(string sentence, Exception cause)
    {
        if (began is not null)
            return;
        began = time.GetTimestamp();
        logger.LogError(cause, "{Sentence}", sentence);
    }

    public void Over()
    {
        if (began is not { } start)
            return;
        began = null;
        logger.LogWarning("事件日志已恢复，中断 {Seconds:0.0} 秒 / The journal is back", time.GetElapsedTime(start).TotalSeconds);
    }
}
