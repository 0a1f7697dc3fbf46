using CaptchaGrains.Storage.Tests.Beds;

namespace CaptchaGrains.Storage.Tests.Contract;

public sealed class MemoryCommits : CommitContract<MemoryBed>;

public sealed class MemoryReads : ReadContract<MemoryBed>;

public sealed class MemoryPeople : PeopleContract<MemoryBed>;

public sealed class MemoryKeys : KeyContract<MemoryBed>;

public sealed class MemoryIdempotency : IdempotencyContract<MemoryBed>;

public sealed class MemoryStates : StateContract<MemoryBed>;

public sealed class MemoryReports : ReportContract<MemoryBed>;

public sealed class MemoryReportStates : ReportStateContract<MemoryBed>;

public sealed class MemoryConfident : ConfidentContract<MemoryBed>;

public sealed class MemorySanctions : SanctionContract<MemoryBed>;

public sealed class MemoryTraining : TrainingContract<MemoryBed>;

public sealed class MemoryRates : RateContract<MemoryBed>;

public sealed class MemoryImages : ImageContract<MemoryBed>;

public sealed class MemoryGold : GoldContract<MemoryBed>;

public sealed class MemoryAudits : AuditContract<MemoryBed>;

public sealed class MemoryMinutes : MinuteContract<MemoryBed>;

public sealed class MemoryPayouts : PayoutContract<MemoryBed>;

public sealed class MemoryReferrals : ReferralContract<MemoryBed>;

public sealed class MemorySpending : SpendingContract<MemoryBed>;

public sealed class MemoryDeposits : DepositContract<MemoryBed>;

public sealed class MemoryCustomerHistories : CustomerHistoryContract<MemoryBed>;

public sealed class MemoryCallbacks : CallbackContract<MemoryBed>;

public sealed class SqliteCommits : CommitContract<SqliteBed>;

public sealed class SqliteReads : ReadContract<SqliteBed>;

public sealed class SqlitePeople : PeopleContract<SqliteBed>;

public sealed class SqliteKeys : KeyContract<SqliteBed>;

public sealed class SqliteIdempotency : IdempotencyContract<SqliteBed>;

public sealed class SqliteStates : StateContract<SqliteBed>;

public sealed class SqliteReports : ReportContract<SqliteBed>;

public sealed class SqliteReportStates : ReportStateContract<SqliteBed>;

public sealed class SqliteConfident : ConfidentContract<SqliteBed>;

public sealed class SqliteSanctions : SanctionContract<SqliteBed>;

public sealed class SqliteTraining : TrainingContract<SqliteBed>;

public sealed class SqliteRates : RateContract<SqliteBed>;

public sealed class SqliteImages : ImageContract<SqliteBed>;

public sealed class SqliteGold : GoldContract<SqliteBed>;

public sealed class SqliteAudits : AuditContract<SqliteBed>;

public sealed class SqliteMinutes : MinuteContract<SqliteBed>;

public sealed class SqliteHistories : HistoryContract<SqliteBed>;

public sealed class SqlitePayouts : PayoutContract<SqliteBed>;

public sealed class SqliteReferrals : ReferralContract<SqliteBed>;

public sealed class SqliteSpending : SpendingContract<SqliteBed>;

public sealed class SqliteDeposits : DepositContract<SqliteBed>;

public sealed class SqliteCustomerHistories : CustomerHistoryContract<SqliteBed>;

public sealed class SqliteCallbacks : CallbackContract<SqliteBed>;

public sealed class PostgresCommits : CommitContract<PostgresBed>;

public sealed class PostgresReads : ReadContract<PostgresBed>;

public sealed class PostgresPeople : PeopleContract<PostgresBed>;

public sealed class PostgresKeys : KeyContract<PostgresBed>;

public sealed class PostgresIdempotency : IdempotencyContract<PostgresBed>;

public sealed class PostgresStates : StateContract<PostgresBed>;

public sealed class PostgresReports : ReportContract<PostgresBed>;

public sealed class PostgresReportStates : ReportStateContract<PostgresBed>;

public sealed class PostgresConfident : ConfidentContract<PostgresBed>;

public sealed class PostgresSanctions : SanctionContract<PostgresBed>;

public sealed class PostgresTraining : TrainingContract<PostgresBed>;

public sealed class PostgresRates : RateContract<PostgresBed>;

public sealed class PostgresImages : ImageContract<PostgresBed>;

public sealed class PostgresGold : GoldContract<PostgresBed>;

public sealed class PostgresAudits : AuditContract<PostgresBed>;

public sealed class PostgresMinutes : MinuteContract<PostgresBed>;

public sealed class PostgresHistories : HistoryContract<PostgresBed>;

public sealed class PostgresPayouts : PayoutContract<PostgresBed>;

public sealed class PostgresReferrals : ReferralContract<PostgresBed>;

public sealed class PostgresSpending : SpendingContract<PostgresBed>;

public sealed class PostgresDeposits : DepositContract<PostgresBed>;

public sealed class PostgresCustomerHistories : CustomerHistoryContract<PostgresBed>;

public sealed class PostgresCallbacks : CallbackContract<PostgresBed>;
