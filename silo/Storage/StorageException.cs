namespace OpsCenter.Silo.Storage;

/// <summary>Storage cannot be used as configured; the message is one sentence for the person who starts the program.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
