using System.Text;
using System.Text.Json;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

public sealed class VerificationTests
{
    public static TheoryData<string> Scenes => [.. ReceiptScenes.All.Keys];

    [Theory]
    [MemberData(nameof(Scenes))]
    public void What_was_lived_through_verifies(string scene)
    {
        var receipts = ReceiptScenes.Receipts(scene);

        Assert.Contains(receipts, r => r.After > TriggerLevel.Clear);
        Assert.Contains(receipts, r => r.After < r.Before || scene is "suppressed, then told");
        foreach (var receipt in receipts)
        {
            var differences = Verification.Of(receipt);
            Assert.True(differences.Count == 0, $"{string.Join("\n", differences)}\n{Show(receipt)}");
            Assert.Empty(Verification.Of(Canonical.Read<Receipt>(Canonical.Write(receipt))));
        }
    }

    [Fact]
    public void An_old_receipt_says_what_it_lacks()
    {
        var difference = Assert.Single(Verification.Of(ReceiptScenes.Old));
        Assert.StartsWith("This receipt is too old to recompute: it lacks the trigger's definition", difference.Sentence);
    }

    private static string Show(Receipt receipt) => JsonSerializer.Serialize(receipt, new JsonSerializerOptions(Canonical.Options) { WriteIndented = true });
}
