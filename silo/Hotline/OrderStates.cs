using OpsCenter.Hotline;
using Orleans.Serialization;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// States as the table keeps them: Orleans' binary form, which is a third of their JSON and made and read several times as
/// fast; without the texts, which stand beside them. Its form is <see cref="OrderIndex.Form"/>.
/// </summary>
internal sealed class OrderStates(Serializer serializer)
{
    private readonly Serializer<OrderState> states = serializer.GetSerializer<OrderState>();

    public byte[] Write(OrderState state) => states.SerializeToArray(state with { Content = OrderText.Without(state.Content) });

    public OrderState Read(byte[] bytes, string text)
    {
        var state = states.Deserialize(bytes)!;
        return state with { Content = OrderText.Into(state.Content, text) };
    }
}
