using System.Net;
using System.Text;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

/// <summary>Bad input: every one a 4xx whose sentence says how to mend it, and nothing written.</summary>
public sealed class SubmitReportInputTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Reports => $"{_authority.Address}/providers/beechwood/reports";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
        await _home.PostAsync(Reports, new { kind = "routine", readings = new[] { new { measure = "staff-employed", value = 40 } } }, key: "first");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("""{"readings":[{"measure":"staff-absnt","value":4}]}""", "/readings/0/measure", "did you mean `staff-absent`")]
    [InlineData("""{"readings":[{"measure":"qqqqqqqqqqqq","value":4}]}""", "/readings/0/measure", "see \"due\"")]
    [InlineData("""{"readings":[{"measure":"ppe-days-council","value":4}]}""", "/readings/0/measure", "leave it out")]
    [InlineData("""{"statuses":[{"item":"ppe-stok","status":"met"}]}""", "/statuses/0/item", "did you mean `ppe-stock`")]
    [InlineData("""{"statuses":[{"item":"logistics-considered","status":"met"}]}""", "/statuses/0/item", "leave it out")]
    [InlineData("""{"readings":[{"measure":"staff-absent","value":4},{"measure":"staff-absent","value":5}]}""", "/readings/1/measure", "answered twice")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"met"},{"item":"ppe-stock","status":"met"}]}""", "/statuses/1/item", "given twice")]
    [InlineData("""{"readings":[],"statuses":[]}""", "/readings", "at least one question")]
    [InlineData("{}", "/readings", "at least one question")]
    public Task A_key_that_is_unknown_or_not_asked_is_named(string body, string pointer, string words) => RefusedAsync(body, pointer, words);

    [Theory]
    [InlineData("-1")]
    [InlineData("1.0001")]
    [InlineData("4.5")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("9999999999999999999999")]
    [InlineData("1000000001")]
    [InlineData("\"4\"")]
    [InlineData("\"yes\"")]
    [InlineData("true")]
    [InlineData("[4]")]
    [InlineData("{\"n\":4}")]
    public Task A_count_is_a_whole_number_and_not_too_large(string value) =>
        RefusedAsync($$"""{"readings":[{"measure":"staff-absent","value":{{value}}}]}""", "/readings/0", "whole number from 0 to 1000000000");

    [Theory]
    [InlineData("1.0001")]
    [InlineData("-0.5")]
    [InlineData("1000001")]
    [InlineData("1e-30")]
    [InlineData("\"12\"")]
    public Task A_number_has_at_most_three_decimals(string value) =>
        RefusedAsync($$"""{"readings":[{"measure":"ppe-days-masks","value":{{value}}}]}""", "/readings/0", "at most three decimals");

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("\"YES\"")]
    [InlineData("\"maybe\"")]
    public Task Yes_or_no_is_one_of_the_two(string value) =>
        RefusedAsync($$"""{"readings":[{"measure":"able-to-meet-needs-safely","value":{{value}}}]}""", "/readings/0", "\"yes\" or \"no\"");

    [Theory]
    [InlineData("""{"measure":"staff-absent"}""")]
    [InlineData("""{"measure":"staff-absent","value":null}""")]
    [InlineData("""{"measure":"staff-absent","value":4,"unknown":true}""")]
    [InlineData("""{"measure":"staff-absent","unknown":true,"notApplicable":true}""")]
    [InlineData("""{"measure":"staff-absent","value":4,"numerator":4,"denominator":40}""")]
    public Task An_answer_is_given_in_exactly_one_way(string reading) =>
        RefusedAsync($$"""{"readings":[{{reading}}]}""", "/readings/0", "exactly one of");

    [Theory]
    [InlineData("2026-11-18T09:00:00.001Z", "about the future")]
    [InlineData("9999-12-31T23:59:59.999Z", "about the future")]
    [InlineData("2026-08-17T08:00:00Z", "last 92 days")]
    [InlineData("1900-01-01T00:00:00Z", "last 92 days")]
    [InlineData("0001-01-01T00:00:00Z", "last 92 days")]
    [InlineData("2026-09-01T12:00:00Z", "No plan")]
    [InlineData("2026-11-18T09:00:00", "offset")]
    [InlineData("2026-11-18", "offset")]
    [InlineData("2026-02-30T09:00:00Z", "offset")]
    [InlineData("0001-01-01T00:00:00+14:00", "offset")]
    [InlineData("yesterday", "offset")]
    public Task A_time_is_neither_in_the_future_nor_long_ago_nor_vague(string asAt, string words) =>
        RefusedAsync($$"""{"asAt":"{{asAt}}","readings":[{"measure":"staff-absent","value":4}]}""", "/asAt", words);

    [Theory]
    [InlineData("""{"kind":"sometimes","readings":[]}""", "/kind")]
    [InlineData("""{"kind":0,"readings":[]}""", "/kind")]
    [InlineData("""{"kind":null,"readings":[]}""", "/kind")]
    [InlineData("""{"readings":{}}""", "/readings")]
    [InlineData("""{"readings":null}""", "/readings")]
    [InlineData("""{"readings":"staff-absent"}""", "/readings")]
    [InlineData("""{"readings":[[]]}""", "/readings/0")]
    [InlineData("""{"readings":[null]}""", "/readings/0")]
    [InlineData("""{"statuses":[null]}""", "/statuses/0")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"fine"}]}""", "/statuses/0/status")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"met","note":"text"}]}""", "/statuses/0/note")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"met","note":{"text":"x","audience":"everybody"}}]}""", "/statuses/0/note/audience")]
    [InlineData("""{"readings":[{"measure":7,"value":4}]}""", "/readings/0/measure")]
    [InlineData("""{"readings":[{"measure":null,"value":4}]}""", "/readings/0/measure")]
    [InlineData("""{"readings":[{"value":4}]}""", "/readings/0/measure")]
    [InlineData("""{"readings":[{"measure":"staff-absent","unknown":"true"}]}""", "/readings/0/unknown")]
    [InlineData("""{"readings":[{"measure":"staff-absent","numerator":1e400,"denominator":1}]}""", "/readings/0/numerator")]
    [InlineData("""{"readings":[{"measure":"staff-absent","numerator":"4","denominator":1}]}""", "/readings/0/numerator")]
    [InlineData("""{"readings":[],"confirm":[null]}""", "/confirm")]
    [InlineData("""{"readings":[],"confirm":"staff-absent"}""", "/confirm")]
    [InlineData("""{"readings":[],"corrects":7}""", "/corrects")]
    [InlineData("""{"readings":[],"tenantId":"another"}""", "/tenantId")]
    [InlineData("""{"readings":[],"provider":"elm"}""", "/provider")]
    [InlineData("""{"Readings":[]}""", "/Readings")]
    [InlineData("""{"readings":[],"readings":[]}""", "/readings")]
    [InlineData("[]", "")]
    [InlineData("null", null)]
    [InlineData("7", "")]
    [InlineData("\"report\"", "")]
    public Task What_is_of_the_wrong_kind_is_named_by_its_place(string body, string? pointer) => RefusedAsync(body, pointer, "");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{\"readings\":[}")]
    [InlineData("{} {}")]
    [InlineData("{'readings':[]}")]
    [InlineData("{\"readings\":[],}")]
    [InlineData("/* note */ {}")]
    [InlineData("{\"readings\":[{\"measure\":\"staff-absent\",\"value\":NaN}]}")]
    [InlineData("{\"readings\":[{\"measure\":\"staff-absent\",\"value\":04}]}")]
    [InlineData("{\"toldBy\":\"a\nb\"}")]
    [InlineData("\u0000")]
    [InlineData("{\u0000}")]
    public Task What_is_not_JSON_is_refused(string body) => RefusedAsync(body, null, "");

    [Theory]
    [InlineData("""{"readings":[{"measure":"staff-absent","value":"\ud800"}]}""", "/readings/0/value")]
    [InlineData("""{"readings":[{"measure":"\ud800","value":4}]}""", "/readings/0/measure")]
    [InlineData("""{"readings":[{"\ud800":4}]}""", null)]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"met","note":{"text":"\udc00"}}]}""", "/statuses/0/note/text")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"\ud800"}]}""", "/statuses/0/status")]
    [InlineData("""{"asAt":"\ud800","readings":[]}""", "/asAt")]
    [InlineData("""{"readings":[{"measure":"staff-absent\u0000","value":4}]}""", "/readings/0/measure")]
    [InlineData("""{"readings":[{"measure":"able-to-meet-needs-safely","value":"yes\u0000"}]}""", "/readings/0")]
    [InlineData("""{"statuses":[{"item":"ppe\u0007stock","status":"met"}]}""", "/statuses/0/item")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"met","note":{"text":"a\u0000b"}}]}""", "/statuses/0/note/text")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"met","note":{"text":" "}}]}""", "/statuses/0/note/text")]
    [InlineData("""{"readings":[{"measure":"staff-absent","value":4}],"toldBy":"the\u001bdeputy"}""", "/toldBy")]
    [InlineData("""{"readings":[{"measure":"staff-absent","value":4}],"confirm":["staff-absent\u0000"]}""", "/confirm")]
    public Task Half_characters_and_control_characters_are_refused(string body, string? pointer) => RefusedAsync(body, pointer, "");

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var before = await Snapshot.OfAsync(_authority);
        foreach (var bytes in new byte[][] { [0xED, 0xA0, 0x80], [0xFF], [0xC3] })
        {
            byte[] body = [.. "{\"readings\":[{\"measure\":\""u8, .. bytes, .. "\",\"value\":4}]}"u8];

            var answer = await _home.SendBytesAsync(HttpMethod.Post, Reports, body, "application/json");

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public Task Deep_nesting_is_refused() =>
        RefusedAsync($$"""{"readings":[{"measure":"staff-absent","value":{{new string('[', 5000)}}{{new string(']', 5000)}}}]}""", null, "");

    [Fact]
    public Task Ten_thousand_readings_are_too_many() => RefusedAsync(
        $$"""{"readings":[{{string.Join(',', Enumerable.Repeat("""{"measure":"staff-absent","value":4}""", 10_000))}}]}""", "/readings", "at most 200");

    [Fact]
    public Task Ten_thousand_statuses_are_too_many() => RefusedAsync(
        $$"""{"statuses":[{{string.Join(',', Enumerable.Repeat("""{"item":"ppe-stock","status":"met"}""", 10_000))}}]}""", "/statuses", "at most 200");

    [Fact]
    public Task A_note_too_long_is_refused() => RefusedAsync(
        $$$"""{"statuses":[{"item":"ppe-stock","status":"met","note":{"text":"{{{new string('x', 2001)}}}"}}]}""", "/statuses/0/note/text", "1 to 2000");

    [Fact]
    public Task A_key_too_long_is_refused_and_not_repeated() => RefusedAsync(
        $$"""{"readings":[{"measure":"{{new string('x', 5000)}}","value":4}]}""", "/readings/0/measure", "by its key");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-ndjson")]
    [InlineData("multipart/form-data")]
    public async Task A_body_of_another_kind_is_refused(string type)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _home.SendTextAsync(HttpMethod.Post, Reports, """{"readings":[{"measure":"staff-absent","value":4}]}""", type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("application/json", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    private async Task RefusedAsync(string body, string? pointer, string words)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _home.SendBytesAsync(HttpMethod.Post, Reports, Encoding.UTF8.GetBytes(body), "application/json", key: "bad");

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, answer.Text);
        Assert.Equal("invalid", answer.Problem);
        Assert.NotEmpty((string?)answer.Json["detail"] ?? "");
        Assert.True(answer.Text.Length < 2000, "The answer repeats what was sent.");
        if (pointer is not null)
        {
            Assert.Equal([pointer], answer.Pointers);
            Assert.Contains(words, (string?)answer.Json["errors"]![0]!["detail"], StringComparison.Ordinal);
        }

        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }
}
