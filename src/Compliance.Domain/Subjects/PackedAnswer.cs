using Compliance.Domain.Reporting;

namespace Compliance.Domain.Subjects;

/// <summary>One answer in a subject's row of bytes: a tag says its kind and what else follows.</summary>
internal static class PackedAnswer
{
    // A window holds hundreds of answers, so what is usual costs no byte of its own.
    private const int HasChoice = 16;
    private const int IsCorrected = 32;

    public static void Write(Packer packer, Answer answer, bool corrected = false)
    {
        var of = answer.Of switch { 1 => 0, Answer.Thousandths => 1, _ => 2 };
        packer.Number((int)answer.Kind | of << 2 | (answer.Choice is null ? 0 : HasChoice) | (corrected ? IsCorrected : 0));
        if (answer.Kind != AnswerKind.Value)
        {
            return;
        }

        packer.Number(answer.Value);
        if (of == 2)
        {
            packer.Number(answer.Of);
        }

        if (answer.Choice is not null)
        {
            packer.Text(answer.Choice);
        }
    }

    public static Answer Read(ref Unpacker from) => Read(ref from, out _);

    public static Answer Read(ref Unpacker from, out bool corrected)
    {
        var tag = from.Int();
        corrected = (tag & IsCorrected) != 0;
        var kind = (AnswerKind)(tag & 3);
        if (kind != AnswerKind.Value)
        {
            return new Answer(kind);
        }

        var value = from.Number();
        var of = (tag >> 2 & 3) switch { 0 => 1, 1 => Answer.Thousandths, _ => from.Number() };
        return new Answer(kind, value, of, (tag & HasChoice) != 0 ? from.Text() : null);
    }
}
