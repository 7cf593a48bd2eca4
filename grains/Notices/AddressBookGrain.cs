using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

internal sealed class AddressBookGrain(ActorServices services)
    : Actor<AddressBookState, AddressBookCommand, AddressBookEvent>(services, new AddressBookDecider()), IAddressBook
{
    protected override string KindName => "notices.addressbook";
    protected override JsonTypeInfo<AddressBookState> StateJson => NoticesJson.Default.AddressBookState;

    public async Task<AddressBookState?> PeopleAsync(long newerThan) =>
        (await CommittedAsync()).State is var state && state.Version > newerThan ? state : null;
}
