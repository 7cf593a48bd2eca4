using Grpc.Core;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Notices;

/// <summary>Reminders and the address book; see <c>notices.proto</c>.</summary>
public sealed class RemindersService(AddressBookHandler book, NoticeHandler notices) : Reminders.RemindersBase
{
    public override Task<ListPeopleResponse> ListPeople(ListPeopleRequest request, ServerCallContext context) => book.ListAsync(request);

    public override Task<PutPersonResponse> PutPerson(PutPersonRequest request, ServerCallContext context) =>
        book.PutAsync(request, context.Caller());

    public override Task<PeopleFile> GetPeopleFile(GetPeopleFileRequest request, ServerCallContext context) => book.FileAsync(request);

    public override Task<ImportPeopleResponse> ImportPeople(ImportPeopleRequest request, ServerCallContext context) =>
        book.ImportAsync(request, context.Caller());

    public override Task<RemovePersonResponse> RemovePerson(RemovePersonRequest request, ServerCallContext context) =>
        book.RemoveAsync(request, context.Caller());

    public override Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context) =>
        notices.ListAsync(request);

    public override Task<ResendNoticeResponse> ResendNotice(ResendNoticeRequest request, ServerCallContext context) =>
        notices.ResendAsync(request, context.Caller());

    public override Task<DropNoticeResponse> DropNotice(DropNoticeRequest request, ServerCallContext context) =>
        notices.DropAsync(request, context.Caller());

    public override Task<PreviewNoticesResponse> PreviewNotices(PreviewNoticesRequest request, ServerCallContext context) =>
        notices.PreviewAsync(request);
}
