using System.Collections.Immutable;
using CaptchaGrains.Core.Reports;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CaptchaGrains.Portal.Moderators;

/// <summary>An answer with what is different in it marked: by <c>mark</c>, and, for those who don't see it, by a sentence.</summary>
public static class AnswerMarks
{
    /// <param name="areApart">Numbers and points stand apart; characters stand together.</param>
    public static IHtmlContent Of(ImmutableArray<AnswerPiece> pieces, bool areApart)
    {
        var content = new HtmlContentBuilder();
        foreach (var (n, piece) in pieces.Index())
        {
            if (n > 0 && areApart) content.Append(" ");
            if (!piece.IsDifferent) content.Append(piece.Text);
            else
            {
                var mark = new TagBuilder("mark");
                mark.InnerHtml.Append(piece.Text);
                content.AppendHtml(mark);
            }
        }
        var different = pieces.Where(p => p.IsDifferent).Select(p => p.Text).ToList();
        if (different.Count == 0) return content;
        var sentence = new TagBuilder("span");
        sentence.AddCssClass("visually-hidden");
        sentence.InnerHtml.Append(" " + Texts.Format(ModeratorTexts.DifferentParts, string.Join("; ", different)));
        return content.AppendHtml(sentence);
    }
}
