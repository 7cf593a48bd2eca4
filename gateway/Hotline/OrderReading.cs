using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Candidate = OpsCenter.V1.Candidate;
using Order = OpsCenter.V1.Order;
using OrderStory = OpsCenter.V1.OrderStory;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Lists of orders, one order, its story, and what is suggested for it; each as far as its caller may see.</summary>
public sealed class OrderReading(
    IClusterClient cluster, OrderScopes scopes, IRulebooks rulebooks, PrecedentBook precedents, ISuggester suggester,
    EventCatalogue catalogue, DistrictClock clock)
{
    private const int UsualPage = 50, MaxPlaceDigits = 12;
    private const int StoryPage = 1000, MaxStory = 10_000, MaxSimilar = 200;

    public async Task<ListOrdersResponse> ListAsync(ListOrdersRequest request, Caller caller)
    {
        var scope = await scopes.RequireAsync(caller, request.District.ToDistrict());
        var page = await PageAsync(QueryOf(request, scope));
        var messages = await MessagesAsync(scope);
        var response = new ListOrdersResponse { NextPageToken = page.NextPage, Reading = page.Reading?.ToMessage() };
        // What a secret order says must not be found out by searching for it.
        response.Orders.AddRange(page.Rows.Where(row => request.Text.Length == 0 || !scope.IsConcealed(row)).Select(messages.Summary));
        return response;
    }

    /// <summary>One order. Who reads the words of a secret one, by right or because it is on his desk, is to be recorded.</summary>
    public async Task<(Order Order, bool IsToBeRecorded)> GetAsync(GetOrderRequest request, Caller caller)
    {
        var scope = await scopes.RequireAsync(caller, request.District.ToDistrict());
        var (state, version) = await FindAsync(scope, request.Number);
        var isRead = scope.MayRead(state);
        return (await OfAsync(scope, request.Number, state, version, isRead), isRead && state.Has(OpsCenter.Hotline.OrderFlag.Secret));
    }

    public async Task<OrderStory> TellAsync(GetOrderStoryRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var scope = await scopes.RequireAsync(caller, district);
        var (state, _) = await FindAsync(scope, request.Number);
        var book = await rulebooks.FreshAsync(district);
        var reader = cluster.GetGrain<IHistoryReader>(0);
        var story = new OrderStory();
        for (long after = 0; story.Lines.Count < MaxStory;)
        {
            var page = await reader.ReadAsync(HotlineKeys.Order(district, request.Number), after, StoryPage);
            foreach (var row in page.Rows)
            {
                if (catalogue.Read(row.Kind, row.Payload) is not OrderEvent fact) continue;
                var (text, detail) = OpsCenter.Hotline.OrderStory.Tell(fact, book);
                var isCallers = fact is OrderReceived or OrderAmended;
                story.Lines.Add(new StoryLine
                {
                    Version = row.Version,
                    At = row.OccurredAt.ToTimestamp(),
                    RecordedAt = row.RecordedAt.ToTimestamp(),
                    Actor = row.Actor,
                    Kind = row.Kind,
                    Text = text,
                    Detail = scope.HidesWords(state) || (isCallers && scope.IsConcealed(state)) ? "" : detail,
                });
            }

            if (!page.More || page.Rows.IsEmpty) break;
            after = page.Rows[^1].Version;
        }

        return story;
    }

    public async Task<Suggestions> SuggestAsync(SuggestionsRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var scope = await scopes.RequireAsync(caller, district);
        var (state, version) = await FindAsync(scope, request.Number);
        var messages = await MessagesAsync(scope);
        var suggestion = suggester.Suggest(state.Content, messages.Book);
        // A reason cites words of the order.
        Candidate Message(OpsCenter.Hotline.Candidate candidate) => new()
        {
            Code = candidate.Code,
            Name = candidate.Name,
            Probability = candidate.Probability,
            Reason = scope.IsConcealed(state) ? "" : candidate.Reason,
            Clause = candidate.Clause,
        };
        var response = new Suggestions
        {
            Departments = { suggestion.Departments.Select(Message) },
            Topics = { suggestion.Topics.Select(Message) },
            Precedent = suggestion.Precedent is { } precedent ? messages.Precedent(precedent) : null,
        };
        // Other orders are not a department's to see.
        if (!scope.SeesAll) return response;
        var similar = await Indexer(district).SimilarAsync(request.Number, state.ReceivedAt - Repeats.Within, MaxSimilar);
        response.Repeats.AddRange(Repeats.Find(OrderRow.Of(district, request.Number, state, version), similar)
            .Select(repeat => new RepeatCandidate { Order = messages.Summary(repeat.Order), Reason = repeat.Reason }));
        return response;
    }

    /// <summary>The committed order, when there is one and the caller may see it.</summary>
    /// <exception cref="RpcException">NOT_FOUND, PERMISSION_DENIED.</exception>
    public async Task<(OrderState State, long Version)> FindAsync(OrderScope scope, string number)
    {
        if (!OrderActions.IsNumber(number))
            throw Failure.Invalid(("number", "工单号应为 1–40 个字母、数字、- 或 _ / An order's number has 1-40 letters, digits, - or _"));
        var (state, version) = await cluster.GetGrain<IOrder>(HotlineKeys.Order(scope.District, number)).ReadAsync();
        if (state.Stage == OpsCenter.Hotline.OrderStage.None)
            throw Failure.Of(StatusCode.NotFound, "unknown_order", $"没有工单 {number} / There is no order {number}");
        if (!scope.MaySee(state))
            throw Failure.Of(StatusCode.PermissionDenied, "not_yours", $"工单 {number} 不在本单位 / The order {number} is not your department's");
        return (state, version);
    }

    /// <summary>The order as the caller sees it.</summary>
    /// <param name="scope">Who looks.</param>
    /// <param name="number">Of the order.</param>
    /// <param name="state">As committed.</param>
    /// <param name="version">Of its stream.</param>
    /// <param name="isRead">The words of a secret order are shown, and that it was read is recorded.</param>
    public async Task<Order> OfAsync(OrderScope scope, string number, OrderState state, long version, bool isRead = false)
    {
        var messages = await MessagesAsync(scope);
        return messages.Of(number, state, version, await precedents.CitedAsync(scope.District, state.Precedent, messages.Book),
            isRead);
    }

    private async Task<OrderPage> PageAsync(OrderQuery query)
    {
        try
        {
            return await Indexer(query.District).ListAsync(query);
        }
        catch (OrderQueryException wrong)
        {
            throw Failure.Refused(wrong.Refusal, wrong.Field);
        }
    }

    private IOrderIndexer Indexer(DistrictCode district) => cluster.GetGrain<IOrderIndexer>(district.Value);

    private async Task<OrderMessages> MessagesAsync(OrderScope scope) =>
        new(scope, await rulebooks.FreshAsync(scope.District), clock.GetUtcNow());

    private static OrderQuery QueryOf(ListOrdersRequest request, OrderScope scope)
    {
        var wrong = new List<(string Field, string Sentence)>();
        var stages = request.Stages.Select(stage => stage.ToDomain()).Distinct().ToArray();
        if (stages.Any(stage => stage is null)) wrong.Add(("stages", "没有这样的环节 / There is no such stage"));
        var mark = request.Mark.ToDomain();
        if (mark is null) wrong.Add(("mark", "没有这样的标记 / There is no such mark"));
        if (request.Place.Length > MaxPlaceDigits || !request.Place.All(char.IsAsciiDigit))
            wrong.Add(("place", "区划代码应为数字 / A place is given by digits of its statistics code"));
        OrderSort? sort =
            request.Sort switch { "" or "due" => OrderSort.Due, "newest" => OrderSort.Newest, "oldest" => OrderSort.Oldest, _ => null };
        if (sort is null) wrong.Add(("sort", "排序应为 due、newest 或 oldest / sort must be due, newest or oldest"));
        if (wrong.Count > 0) throw Failure.Invalid([.. wrong]);
        var query = new OrderQuery
        {
            District = scope.District,
            Stages = [.. stages.Select(stage => stage!.Value)],
            Department = DepartmentOf(request, scope),
            Topic = request.Topic,
            Place = new(request.Place),
            Text = request.Text,
            Mark = mark!.Value,
            OnlyOpen = request.OnlyOpen,
            OnlyDelayPending = request.OnlyDelayPending,
            OnlyUrgent = request.OnlyUrgent,
            ReceivedFrom = request.ReceivedFrom?.ToDateTimeOffset(),
            ReceivedTo = request.ReceivedTo?.ToDateTimeOffset(),
            Sort = sort!.Value,
            PageSize = request.PageSize == 0 ? UsualPage : Math.Min(request.PageSize, OrderQueryRules.MaxRows),
            PageToken = request.PageToken,
        };
        return OrderQueryRules.Check(query) is var (field, refusal) ? throw Failure.Refused(refusal, field) : query;
    }

    /// <summary>A department's list is its own, whatever it asks for.</summary>
    private static DepartmentCode DepartmentOf(ListOrdersRequest request, OrderScope scope)
    {
        var asked = new DepartmentCode(request.Department);
        if (scope.SeesAll || scope.ActsFor(asked)) return asked;
        if (!asked.IsEmpty) throw Caller.Denied(Permission.ReadOrders);
        return scope.Departments is [var only]
            ? only
            : throw Failure.Invalid(("department", "您代表多个单位，请指明是哪一个 / You act for several departments; say for which"));
    }
}
