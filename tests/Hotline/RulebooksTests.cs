using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using OpsCenter.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// How late a silo may know of a hotline: not at all when it is the first, for as long as the setting says when it is changed.
/// </summary>
public sealed class RulebooksTests
{
    [Fact]
    public async Task A_first_description_is_known_at_once_a_later_one_within_the_setting()
    {
        var (time, told) = (new FakeTimeProvider(), SampleHotline.Book());
        var hotline = HotlineStand.Create();
        var books = new Rulebooks(GrainFactoryStand.Of(hotline), time, new HotlineOptions { RulebookFor = TimeSpan.FromSeconds(5) });
        Assert.Null((await books.FreshAsync(new("440203"))).Definition);
        // Described in the same second: whoever sends an order now must not be told that its department is unknown.
        ((HotlineStand)(object)hotline).Book = told;
        Assert.Same(told.Definition, (await books.FreshAsync(new("440203"))).Definition);
        var asked = ((HotlineStand)(object)hotline).Asked;
        time.Advance(TimeSpan.FromSeconds(4));
        await books.FreshAsync(new("440203"));
        Assert.Equal(asked, ((HotlineStand)(object)hotline).Asked);
        time.Advance(TimeSpan.FromSeconds(2));
        await books.FreshAsync(new("440203"));
        Assert.Equal(asked + 1, ((HotlineStand)(object)hotline).Asked);
    }

    /// <summary>A hotline that is asked for its rulebook, and nothing else.</summary>
    public class HotlineStand : DispatchProxy
    {
        public Rulebook? Book { get; set; }

        public int Asked { get; private set; }

        internal static IHotline Create() => Create<IHotline, HotlineStand>();

        protected override object? Invoke(MethodInfo? method, object?[]? arguments)
        {
            Assert.Equal(nameof(IHotline.RulebookAsync), method!.Name);
            Asked++;
            return Task.FromResult(Book?.Version > (long)arguments![0]! ? Book : null);
        }
    }

    /// <summary>A cluster with one actor.</summary>
    public class GrainFactoryStand : DispatchProxy
    {
        private IHotline hotline = null!;

        internal static IGrainFactory Of(IHotline hotline)
        {
            var factory = Create<IGrainFactory, GrainFactoryStand>();
            ((GrainFactoryStand)(object)factory).hotline = hotline;
            return factory;
        }

        protected override object? Invoke(MethodInfo? method, object?[]? arguments) => hotline;
    }
}
