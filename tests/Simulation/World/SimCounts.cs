using CaptchaGrains.Simulation.Audit;

namespace CaptchaGrains.Simulation.World;

/// <summary>What happened in a run, for the table at its end.</summary>
public sealed class SimCounts
{
    public int Submitted { get; set; }
    public int Solved { get; set; }
    public int Unsolvable { get; set; }
    public int Refused { get; set; }
    public int Crashes { get; set; }
    public int LostRequests { get; set; }
    public int LostReplies { get; set; }
    public int Duplicates { get; set; }
    public int DoubleActivations { get; set; }
    public int Forgotten { get; set; }

    /// <summary>Commits that the store recognised as done before.</summary>
    public int RepeatedCommits { get; set; }

    /// <summary>Commits whose process was not told what became of them.</summary>
    public int UncertainCommits { get; set; }

    public int Conflicts { get; set; }

    /// <summary>Answers that were typed for nothing: the captcha had gone elsewhere.</summary>
    public int WastedAnswers { get; set; }

    /// <summary>Captchas that were charged although their customer was told that they were refused, or was told nothing.</summary>
    public int ChargedUnknown { get; set; }

    /// <summary>Captchas of confident mode with an answer, and those of which there were answers but none that enough workers gave.</summary>
    public int Agreed { get; set; }

    public int Disputed { get; set; }

    public int Refunds { get; set; }
    public int TokenRefunds { get; set; }
    public int RejectedComplaints { get; set; }
    public int RechecksWithNobody { get; set; }
    public int GoldTasks { get; set; }
    public int Suspensions { get; set; }

    /// <summary>Answers that were paid by an earn coefficient.</summary>
    public int PaidByCoefficient { get; set; }

    /// <summary>Of these, votes of confident mode.</summary>
    public int VotesByCoefficient { get; set; }

    /// <summary>Of those paid by one, answers that earned more than their customer paid.</summary>
    public int PaidAbovePrice { get; set; }

    /// <summary>Captchas that were given to workers who ask for something.</summary>
    public int GivenOnTerms { get; set; }

    /// <summary>Workers who wanted a captcha and had earned what they want to earn on a day.</summary>
    public int StoppedAtCap { get; set; }

    /// <summary>Reports of customers who complain out of proportion.</summary>
    public int ReportsWithoutEffect { get; set; }

    /// <summary>Prices that operators set.</summary>
    public int PriceChanges { get; set; }

    /// <summary>Captchas whose price was another one by the time they were solved.</summary>
    public int ChargedByOldPrice { get; set; }

    // Captchas by what became of their money: one count for each MoneyPath.
    public int PathUnsolved { get; set; }
    public int PathPaid { get; set; }
    public int PathComplaintUpheld { get; set; }
    public int PathComplaintRejected { get; set; }
    public int PathNoSecondWorker { get; set; }
    public int PathTokenRefund { get; set; }
    public int PathOutOfProportion { get; set; }
    public int PathRecheck { get; set; }
    public int PathVote { get; set; }
    public int PathGold { get; set; }
    public int PathHouseUnsolved { get; set; }
    public int PathConfidentPaid { get; set; }
    public int PathConfidentRefunded { get; set; }
    public int PathConfidentUnsolved { get; set; }

    /// <summary>One captcha more, whose money went this way.</summary>
    public void Went(MoneyPath path) => Property(path).SetValue(this, Of(path) + 1);

    public int Of(MoneyPath path) => (int)Property(path).GetValue(this)!;

    public void Add(SimCounts other)
    {
        foreach (var property in typeof(SimCounts).GetProperties())
            property.SetValue(this, (int)property.GetValue(this)! + (int)property.GetValue(other)!);
    }

    private static System.Reflection.PropertyInfo Property(MoneyPath path) => typeof(SimCounts).GetProperty($"Path{path}")!;
}
