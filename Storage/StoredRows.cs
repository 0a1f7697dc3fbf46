using System.Data.Common;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage;

/// <summary>Values out of the columns of a row, which are the same on every engine.</summary>
internal static class StoredRows
{
    public const string CaptchaColumns = "customer, request, rate, fee, submitted_at, status, solver, answer, ended_at, attempts, crowd";

    public const string PersonColumns =
        "id, role, email, normalized_email, password_hash, security_stamp, access_failed_count, lockout_end, created_at, version, customer, authenticator_key, second_factor, recovery_codes";

    public const string SessionColumns = "token_hash, person_id, expires_at, opened_at, client, is_browser, second_factor";

    public const string KeyColumns = "id, hash, customer, rules, created_at, revoked_at, expires_at";

    public const string IdempotencyColumns = "customer, key_hash, fingerprint, captcha, expires_at";

    /// <param name="row">Of <see cref="CaptchaColumns"/>.</param>
    public static CaptchaState Captcha(DbDataReader row, CaptchaId id) => new()
    {
        Id = id,
        Customer = new CustomerId(row.GetInt64(0)),
        Request = CaptchaJson.ReadRequest(row.GetString(1)),
        Recheck = CaptchaJson.ReadRecheck(row.GetString(1)),
        Gold = CaptchaJson.ReadGold(row.GetString(1)),
        Quote = new Quote(new Money(row.GetInt64(2)), new Money(row.GetInt64(3))),
        SubmittedAt = StoredTime.Read(row.GetInt64(4)),
        Status = (CaptchaStatus)row.GetInt16(5),
        Solution = row.IsDBNull(6) ? null : new Solution(new WorkerId(row.GetInt64(6)), row.GetString(7)),
        EndedAt = StoredTime.Read(row.IsDBNull(8) ? null : row.GetInt64(8)),
        Attempts = CaptchaJson.ReadAttempts(row.IsDBNull(9) ? null : row.GetString(9)),
        Crowd = CaptchaJson.ReadCrowd(row.IsDBNull(10) ? null : row.GetString(10)),
    };

    /// <param name="row">content_type, bytes.</param>
    public static StoredImage Image(DbDataReader row) =>
        new(row.GetString(0), ImmutableCollectionsMarshal.AsImmutableArray(row.GetFieldValue<byte[]>(1)));

    /// <param name="row">seq, at, subject, purpose, signed amount, balance.</param>
    public static StatementEntry Entry(DbDataReader row)
    {
        var purpose = (Purpose)row.GetInt16(3);
        return new StatementEntry(row.GetInt64(0), StoredTime.Read(row.GetInt64(1)), Pages.CaptchaOf(row.GetInt64(2), purpose), purpose,
            new Money(row.GetInt64(4)), new Money(row.GetInt64(5)))
        { Payout = Pages.PayoutOf(row.GetInt64(2), purpose) };
    }

    /// <param name="row">Of <see cref="PersonColumns"/>.</param>
    public static Person Person(DbDataReader row) => new(row.GetInt64(0), new RoleSet(row.GetInt16(1)), row.GetString(2), row.GetString(3),
        row.GetString(4), row.GetString(5), row.GetInt32(6), StoredTime.Read(row.IsDBNull(7) ? null : row.GetInt64(7)), StoredTime.Read(row.GetInt64(8)),
        row.GetInt64(9))
    {
        Customer = row.IsDBNull(10) ? null : new CustomerId(row.GetInt64(10)),
        AuthenticatorKey = row.GetString(11),
        HasSecondFactor = row.GetInt16(12) != 0,
        RecoveryCodes = row.GetString(13),
    };

    /// <param name="row">Of <see cref="SessionColumns"/>.</param>
    public static SessionRow Session(DbDataReader row) => new(row.GetString(0), row.GetInt64(1), StoredTime.Read(row.GetInt64(2)))
    {
        OpenedAt = StoredTime.Read(row.GetInt64(3)),
        Client = row.GetString(4),
        IsBrowser = row.GetInt16(5) != 0,
        HasSecondFactor = row.GetInt16(6) != 0,
    };

    /// <param name="row">Of <see cref="KeyColumns"/>.</param>
    public static ApiKeyRow ApiKey(DbDataReader row) =>
        new(new ApiKeyId(row.GetInt64(0)), row.GetString(1), new CustomerId(row.GetInt64(2)), KeyJson.Read(row.GetString(3)), StoredTime.Read(row.GetInt64(4)))
        {
            RevokedAt = StoredTime.Read(row.IsDBNull(5) ? null : row.GetInt64(5)),
            ExpiresAt = StoredTime.Read(row.IsDBNull(6) ? null : row.GetInt64(6)),
        };

    /// <param name="row">customer, key_hash, fingerprint, captcha, expires_at.</param>
    public static IdempotencyRow Idempotency(DbDataReader row) =>
        new(new CustomerId(row.GetInt64(0)), row.GetString(1), row.GetInt64(2), new CaptchaId(row.GetInt64(3)), StoredTime.Read(row.GetInt64(4)));

    /// <param name="row">customer, is_correct, at, attempt.</param>
    public static ReportRow Report(DbDataReader row, CaptchaId captcha) =>
        new(captcha, new CustomerId(row.GetInt64(0)), row.GetBoolean(1), StoredTime.Read(row.GetInt64(2)), row.GetInt64(3));

    /// <param name="row">worker, captcha, source, kind, is_right, weight, at, domain.</param>
    public static Evidence Evidence(DbDataReader row) => new(new WorkerId(row.GetInt64(0)), new CaptchaId(row.GetInt64(1)), (EvidenceSource)row.GetInt16(2),
        (Kind)row.GetInt16(3), row.GetBoolean(4), row.GetDouble(5), StoredTime.Read(row.GetInt64(6)), row.IsDBNull(7) ? null : row.GetString(7));

    /// <param name="row">worker, captcha, kind, ended_as, answer, earned, granted_at, ended_at.</param>
    public static Outcome Outcome(DbDataReader row) => new(new CaptchaId(row.GetInt64(1)), new WorkerId(row.GetInt64(0)), (Kind)row.GetInt16(2),
        (AttemptEnd)row.GetInt16(3), row.IsDBNull(4) ? null : row.GetString(4), new Money(row.GetInt64(5)), StoredTime.Read(row.GetInt64(6)),
        StoredTime.Read(row.GetInt64(7)));

    /// <param name="row">kind, ended_at, 1 where the customer reports good answers.</param>
    public static TokenAnswer Token(DbDataReader row) => new((Kind)row.GetInt16(0), StoredTime.Read(row.GetInt64(1)), row.GetInt64(2) == 1);

    /// <param name="row">complaints, lost, tokens, bad tokens.</param>
    public static ComplaintRecord Complaints(DbDataReader row) =>
        new((int)row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3));

    /// <param name="row">status.</param>
    public static bool Upheld(DbDataReader row) => !ReportRows.Lost.Contains((ReportStatus)row.GetInt16(0));

    /// <param name="row">body, rate, fee.</param>
    public static CustomerReport CustomerReport(DbDataReader row) => new(ReportJson.Read(row.GetString(0)), new Money(row.GetInt64(1)) + new Money(row.GetInt64(2)));

    /// <summary>Two columns from the given one on: version and body.</summary>
    public static ReportFact ReportFact(DbDataReader row, int column) => new(row.GetInt64(column), row.GetString(column + 1));

    /// <summary>Two columns from the given one on: version and body.</summary>
    public static PayoutFact PayoutFact(DbDataReader row, int column) => new(row.GetInt64(column), row.GetString(column + 1));

    /// <summary>Two columns from the given one on: kind and owner.</summary>
    public static AccountId Account(DbDataReader row, int column) => new((AccountKind)row.GetInt16(column), row.GetInt64(column + 1));

    /// <summary>Four columns from the given one on: fingerprint, status, answer, solver.</summary>
    public static CaptchaFact CaptchaFact(DbDataReader row, int column) => new(row.GetInt64(column), (CaptchaStatus)row.GetInt16(column + 1),
        row.IsDBNull(column + 2) ? null : row.GetString(column + 2), row.IsDBNull(column + 3) ? null : row.GetInt64(column + 3));

    /// <summary>Three columns from the given one on: subject, purpose, ordinal.</summary>
    public static TransferId TransferId(DbDataReader row, int column) =>
        new(row.GetInt64(column), (Purpose)row.GetInt16(column + 1), row.GetInt16(column + 2));

    /// <summary>Five columns from the given one on: both sides and the amount.</summary>
    public static TransferFact TransferFact(DbDataReader row, int column) =>
        new(Account(row, column), Account(row, column + 2), new Money(row.GetInt64(column + 4)));
}
