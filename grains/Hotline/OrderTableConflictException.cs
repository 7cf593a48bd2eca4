namespace OpsCenter.Hotline;

/// <summary>
/// Somebody else has written to the district's rows: for a moment two silos of a cluster may each believe to have its indexer,
/// or the table was cleared. Nothing was written; who asks for the position again goes on from where the table stands.
/// </summary>
[GenerateSerializer, Alias("opscenter.hotline.OrderTableConflictException")]
public sealed class OrderTableConflictException(string message) : Exception(message);
