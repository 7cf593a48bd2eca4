using Microsoft.Playwright;

namespace OpsCenter.Tests.Browser;

/// <summary>Somebody at a desk: reads the lists, opens orders, fills in forms, by the stable names of the pages.</summary>
/// <param name="Page">The window.</param>
/// <param name="Address">Of the desk.</param>
internal sealed record Desk(IPage Page, string Address)
{
    private const float Patience = 90_000;

    /// <summary>Goes to a queue.</summary>
    public async Task GoToAsync(string queue)
    {
        await Page.ClickAsync($"[data-queue={queue}]");
        await Page.WaitForSelectorAsync(queue is "precedents" or "duties" ? ".desk-page" : $"[data-queue-list={queue}]");
    }

    /// <summary>Waits until the order stands in the list, which nobody has asked for.</summary>
    public Task SeesAsync(string number) =>
        Assertions.Expect(Page.Locator($".order-row[data-number={number}]")).ToBeVisibleAsync(new() { Timeout = Patience });

    /// <summary>Waits until a queue has so many orders.</summary>
    public Task CountsAsync(string queue, int count) =>
        Assertions.Expect(Page.Locator($"[data-metric='{queue}.count']"))
            .ToHaveAttributeAsync("data-value", $"{count}", new() { Timeout = Patience });

    /// <summary>Opens an order out of the list.</summary>
    public async Task OpenAsync(string number)
    {
        await SeesAsync(number);
        await Page.ClickAsync($".order-row[data-number={number}]");
        await Page.WaitForSelectorAsync($"[data-order={number}]");
    }

    /// <summary>Opens an order by its address.</summary>
    public async Task GoToOrderAsync(string number)
    {
        await Page.GotoAsync($"{Address}/order/{number}");
        await Page.WaitForSelectorAsync($"[data-order={number}]");
    }

    /// <summary>Waits until the open order stands there.</summary>
    public Task StandsAtAsync(string stage) =>
        Assertions.Expect(Page.Locator("[data-stage-name]")).ToHaveTextAsync(stage, new() { Timeout = Patience });

    /// <summary>Opens the form of an action, fills it in, and sends it.</summary>
    /// <param name="action">As the contract names it.</param>
    /// <param name="fill">Fills in; null: nothing is asked.</param>
    /// <param name="said">What the page says of it, in part.</param>
    public async Task ActAsync(string action, Func<ILocator, Task>? fill, string said)
    {
        await Page.ClickAsync($".action-bar [data-action={action}]");
        var form = Page.Locator($"[data-form={action}]");
        await form.WaitForAsync();
        if (fill is not null) await fill(form);
        await form.Locator("[data-send]").ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Assertions.Expect(Page.Locator("[data-said]")).ToContainTextAsync(said, new() { Timeout = Patience });
    }

    /// <summary>Chooses a department: out of those that are proposed when it is among them, else by its name.</summary>
    public static async Task ChooseDepartmentAsync(ILocator form, string field, string code, string name)
    {
        await Assertions.Expect(form.GetByText("正在找可能负责的单位…")).ToHaveCountAsync(0, new() { Timeout = Patience });
        var proposed = form.Locator($"[data-field={field}] [data-candidate={code}]");
        if (await proposed.CountAsync() > 0)
        {
            await proposed.ClickAsync();
            return;
        }
        var others = form.Locator($"input[role=combobox][name={field}-other]");
        var box = await others.CountAsync() > 0 ? others : form.Locator($"input[role=combobox][name={field}]");
        await box.FillAsync(name);
        await box.PressAsync("Enter");
    }

    /// <summary>Chooses one of a few answers.</summary>
    public static Task ChooseAsync(ILocator form, string field, string value) =>
        form.Locator($"label.choice:has(input[name=\"{field}\"][value=\"{value}\"])").ClickAsync();

    public static Task WriteAsync(ILocator form, string field, string text) => form.Locator($"textarea[name={field}]").FillAsync(text);

    /// <summary>The story of the open order, the oldest line first: what happened, and who did it.</summary>
    public async Task<IReadOnlyList<string>> StoryAsync() =>
        [.. (await Page.Locator(".story .step-text > p").AllInnerTextsAsync()).Reverse()];
}
