using System.Net;
using System.Text;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Providers;

public sealed class RegisterManyProvidersTests(ComplianceApp app)
{
    private const string Header = "provider,name,serviceType,organisation,serviceId,cqcId,odsId,joinedOn,leftOn,host\n";

    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/providers";

    [Fact]
    public async Task Rows_create_change_and_leave_alone_and_a_second_run_finds_nothing_to_do()
    {
        await _authority.HasHostAsync("rotherham", "oak");
        await SendAsync(Header + "elm,Elm,care-home,,,,,2026-07-01,,\nold,Old,care-home,,,,,2026-07-01,,\ngone,Gone,care-home,,,,,2026-07-01,2026-08-01,\n");
        const string file = Header
            + "elm,Elm Court,care-home,green-care,elm-court,1-123456789,VM1A2,2026-07-01,2027-01-31,\n"
            + "oak,\"Oak, the \"\"big\"\" one\",home-care,,oak,,,2026-11-01,,rotherham\n";

        var answer = await SendAsync(file);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["2", "3"], answer.Json["rows"]!.Select("row"));
        Assert.Equal(["changed", "created"], answer.Json["rows"]!.Select("result"));
        Assert.Equal(["old"], answer.Json["notInFile"]!.AsArray().Select(n => (string?)n));
        var oak = await _authority.Lead.GetJsonAsync($"{Address}/oak");
        Assert.Equal(("Oak, the \"big\" one", "rotherham"), ((string?)oak["name"], (string?)oak["host"]));
        var before = await Snapshot.OfAsync(_authority);
        var again = await SendAsync(file);
        Assert.Equal(["unchanged", "unchanged"], again.Json["rows"]!.Select("result"));
        Assert.Equal((0, 0, 2), ((int)again.Json["created"]!, (int)again.Json["changed"]!, (int)again.Json["unchanged"]!));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task Columns_come_in_any_order_and_those_left_out_change_nothing()
    {
        await SendAsync(Header + "elm,Elm,care-home,green-care,,,,2026-07-01,,\n");

        await SendAsync("leftOn , provider\r\n2027-01-31 , elm\r\n");

        var elm = await _authority.Lead.GetJsonAsync($"{Address}/elm");
        Assert.Equal(("Elm", "green-care", "2027-01-31"), ((string?)elm["name"], (string?)elm["organisation"], (string?)elm["leftOn"]));
    }

    [Theory]
    [InlineData("\uFEFFprovider,name,serviceType,joinedOn\r\nelm,Élm,care-home,2026-07-01\r\n", "Élm")]
    [InlineData("provider,name,serviceType,joinedOn\n\n,,,\nelm,=1+1,care-home,2026-07-01", "=1+1")]
    [InlineData("\"provider\",\"name\",\"serviceType\",\"joinedOn\"\n\"elm\",\"@SUM(A1)\",\"care-home\",\"2026-07-01\"", "@SUM(A1)")]
    public async Task Files_come_as_spreadsheets_write_them_and_formulas_are_data(string file, string name)
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(file)).StatusCode);
        Assert.Equal(name, (string?)(await _authority.Lead.GetJsonAsync($"{Address}/elm"))["name"]);
    }

    [Theory]
    [InlineData("", "", "header row|begin with a row")]
    [InlineData("provider,name,serviceType,joinedOn\n", "", "names no service")]
    [InlineData("provider,nama,serviceType,joinedOn\nelm,Elm,care-home,2026-07-01\n", "/rows/1/nama /rows/2/name", "did you mean `name`")]
    [InlineData("Provider,name,serviceType,joinedOn\nelm,Elm,care-home,2026-07-01\n", "/rows/1/Provider /rows/1 /rows/2/provider", "did you mean `provider`")]
    [InlineData("provider;name;serviceType;joinedOn\nelm;Elm;care-home;2026-07-01\n", "/rows/1/provider;name;serviceType;joinedOn /rows/1 /rows/2/joinedOn /rows/2/name /rows/2/provider /rows/2/serviceType", "commas")]
    [InlineData("provider,name,name,serviceType,joinedOn\nelm,Elm,Elm,care-home,2026-07-01\n", "/rows/1/name", "twice")]
    [InlineData("provider,name,serviceType,joinedOn\nelm,Elm,care-home\n", "/rows/2", "3 cells")]
    [InlineData("provider,name,serviceType,joinedOn\nelm,Elm \"big,care-home,2026-07-01\n", "/rows/2", "quotation marks")]
    [InlineData("provider,name,serviceType,joinedOn\noak,Oak,care-home,2026-07-01\nelm,Elm,hotel,1/7/2026\n", "/rows/3/joinedOn /rows/3/serviceType", "care-home-with-nursing|2026-11-18")]
    [InlineData("provider,name,serviceType,joinedOn\nelm,Elm,care-home,2026-07-01\nelm,Elm,care-home,2026-07-01\n", "/rows/3/provider", "row 2")]
    [InlineData("provider,name,serviceType,joinedOn,host\nelm,Elm,care-home,2026-07-01,rotheram\n", "/rows/2/host /rows/2/serviceId", "rotherham|serviceId")]
    public async Task One_mistake_anywhere_and_nothing_is_stored(string file, string pointers, string sentences)
    {
        var answer = await SendAsync(file);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(pointers.Split(' ').Order(StringComparer.Ordinal), answer.Pointers.Order(StringComparer.Ordinal));
        Assert.Contains(answer.Json["errors"]!.Select("detail"), d => sentences.Split('|').Any(s => d!.Contains(s, StringComparison.Ordinal)));
        Assert.Empty((await _authority.Lead.GetJsonAsync(Address))["items"]!.AsArray());
    }

    [Fact]
    public async Task Another_encoding_is_refused()
    {
        var answer = await _authority.Lead.SendBytesAsync(
            HttpMethod.Post, Address, Encoding.Latin1.GetBytes("provider,name,serviceType,joinedOn\nelm,Élm,care-home,2026-07-01\n"), "text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("UTF-8", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_thousand_rows_are_taken_and_one_more_is_refused_whole()
    {
        static string Rows(int count) => "provider,name,serviceType,joinedOn\n"
            + string.Concat(Enumerable.Range(1, count).Select(n => $"home-{n},Home {n},care-home,2026-07-01\n"));

        var refused = await SendAsync(Rows(2001));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty((await _authority.Lead.GetJsonAsync(Address))["items"]!.AsArray());

        var taken = await SendAsync(Rows(2000));
        Assert.Equal((2000, 0), ((int)taken.Json["created"]!, (int)taken.Json["notWritten"]!));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing()
    {
        await SendAsync(Header + "elm,Elm,care-home,,,,,2026-07-01,,\n");
        var before = await Snapshot.OfAsync(_authority);

        var answer = await SendAsync(Header + "elm,Elm,home-care,,,,,2026-07-01,,\noak,Oak,care-home,,,,,2026-07-01,,\n", "?dryRun=true");

        Assert.True((bool)answer.Json["dryRun"]!);
        Assert.Equal(["changed", "created"], answer.Json["rows"]!.Select("result"));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Header + "oak,Oak,hotel,,,,,2026-07-01,,\n", "?dryRun=true")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Header, "?dryRun=perhaps")).StatusCode);
    }

    [Fact]
    public async Task Of_rows_that_two_send_at_once_each_is_written_once_and_the_others_stand()
    {
        await SendAsync(Header + "elm,Elm,care-home,,,,,2026-07-01,,\n");

        // While the tenant is held, both compare with the same register.
        Task<TestAnswer>[] sent;
        await using (await Data.RawSql.HoldAsync(app, _authority.Id))
        {
            sent = [.. Enumerable.Range(1, 2).Select(n => SendAsync(Header + $"elm,Elm {n},care-home,,,,,2026-07-01,,\noak-{n},Oak,care-home,,,,,2026-07-01,,\n"))];
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }

        var answers = await Task.WhenAll(sent);
        Assert.Equal(["changed", "conflict"], answers.Select(a => (string?)a.Json["rows"]![0]!["result"]).Order(StringComparer.Ordinal));
        Assert.All(answers, a => Assert.Equal("created", (string?)a.Json["rows"]![1]!["result"]));
        Assert.Equal([0, 1], answers.Select(a => (int)a.Json["notWritten"]!).Order());
    }

    [Fact]
    public async Task A_key_used_again_with_another_row_is_a_conflict_of_that_row()
    {
        await SendAsync(Header + "elm,Elm,care-home,,,,,2026-07-01,,\n", key: "k");

        var again = await SendAsync(Header + "elm,Elm 2,care-home,,,,,2026-07-01,,\noak,Oak,care-home,,,,,2026-07-01,,\n", key: "k");

        Assert.Equal(["conflict", "created"], again.Json["rows"]!.Select("result"));
        Assert.Equal("Elm", (string?)(await _authority.Lead.GetJsonAsync($"{Address}/elm"))["name"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Header, key: new string('k', 201))).StatusCode);
    }

    [Fact]
    public async Task Only_the_lead_sends_a_register_and_only_its_own()
    {
        const string file = "provider,name,serviceType,joinedOn\nelm,Elm,care-home,2026-07-01\n";
        foreach (var client in new[] { _authority.Reviewer, _authority.Operator, _authority.Manager("elm") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.SendTextAsync(HttpMethod.Post, Address, file, "text/csv")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.SendTextAsync(HttpMethod.Post, Address, file, "text/csv")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().SendTextAsync(HttpMethod.Post, Address, file, "text/csv")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _authority.Lead.SendTextAsync(HttpMethod.Post, Address, file, "text/plain")).StatusCode);
        Assert.Empty((await _authority.Lead.GetJsonAsync(Address))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_document_tells_of_both_kinds_of_body()
    {
        var operation = (await app.Anonymous().GetJsonAsync("/openapi/v1.json"))["paths"]!["/v1/authorities/{authority}/providers"]!["post"]!;

        Assert.Equal("RegisterProvider", (string?)operation["operationId"]);
        Assert.Equal(["application/json", "text/csv"], operation["requestBody"]!["content"]!.AsObject().Select(c => c.Key).Order());
        Assert.NotNull(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]);
        Assert.Contains("dryRun", operation["parameters"]!.Select("name"));
    }

    private Task<TestAnswer> SendAsync(string file, string query = "", string? key = null) =>
        _authority.Lead.SendBytesAsync(HttpMethod.Post, Address + query, Encoding.UTF8.GetBytes(file), "text/csv", key);
}
