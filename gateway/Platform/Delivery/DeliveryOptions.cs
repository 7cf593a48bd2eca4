using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>How a subject's messages go out; made of the subject's own settings.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Time between two looks at what is owed.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Messages of a district that are on their way at once.</summary>
    public required int AtOnce { get; init; }

    /// <summary>For how long a gateway must hold the lease to end one attempt, or to be the one that looks again.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>For how long a page of what is owed is believed; what is later is read again before it is sent.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.MaxValue;

    public required RetryOptions Retries { get; init; }

    public required CircuitBreakerOptions Breaker { get; init; }
}

/// <summary>When a message is tried again.</summary>
public sealed record RetryOptions
{
    /// <summary>Pause after failures in a row.</summary>
    public required Backoff Pause { get; init; }

    /// <summary>So many refusals of a message put it off; where the outbox itself schedules, they count for nothing.</summary>
    public int Refusals { get; init; } = int.MaxValue;

    /// <summary>For how long it is put off then, again after each further refusal.</summary>
    public TimeSpan PutOffFor { get; init; } = TimeSpan.FromDays(1);
}

/// <summary>When a destination counts as away.</summary>
public sealed record CircuitBreakerOptions
{
    /// <summary>So many different messages without an answer, and none answered between, open the circuit.</summary>
    public required int Failures { get; init; }

    /// <summary>For how long it is open, by how often it has opened since the last answer.</summary>
    public required Backoff Pause { get; init; }
}
