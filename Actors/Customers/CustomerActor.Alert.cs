using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Customers;

public sealed partial class CustomerActor
{
    public async Task<bool> SetAlert(Money? below)
    {
        if (await _profile.Value() is not { } profile) return false;
        var alert = profile.Alert.Set(below).Look(await services.Store.Balance(AccountId.Of(id)), context.Now);
        if (alert != profile.Alert) await _profile.Write(profile with { Alert = alert });
        return true;
    }

    public async Task LookAtBalance()
    {
        if (await _profile.Value() is not { Alert.Below: not null }) return; // whoever set no alert costs no look
        var balance = await services.Store.Balance(AccountId.Of(id));
        // Looked at again, for others may have changed it during the read.
        if (await _profile.Value() is not { } profile) return;
        var alert = profile.Alert.Look(balance, context.Now);
        if (!ReferenceEquals(alert, profile.Alert)) await _profile.Write(profile with { Alert = alert });
    }
}
