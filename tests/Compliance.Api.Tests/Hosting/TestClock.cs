namespace Compliance.Api.Tests.Hosting;

/// <summary>A clock that stands still until a test moves it; timers fire as it passes them.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private DateTimeOffset _now = start;

    /// <summary>A Wednesday morning in winter, within working hours.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public void MoveTo(DateTimeOffset on)
    {
        while (Next(on) is { } timer)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TestTimer? Next(DateTimeOffset until)
    {
        lock (_lock)
        {
            var timer = _timers.Where(t => t.DueOn <= until).MinBy(t => t.DueOn);
            _now = timer?.DueOn > _now ? timer.DueOn.Value : timer is null && until > _now ? until : _now;
            timer?.Schedule(timer.Period);
            return timer;
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? DueOn { get; private set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public void Schedule(TimeSpan wait) => DueOn = wait <= TimeSpan.Zero ? null : clock._now + wait;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Period = period;
                DueOn = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
                if (!clock._timers.Contains(this))
                {
                    clock._timers.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                Schedule(period);
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                DueOn = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
