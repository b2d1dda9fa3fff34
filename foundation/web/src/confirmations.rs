//! Letters that ask whoever owns an address to confirm something. A stranger can have one sent
//! to anybody, so each address gets a few a day, whichever form they were asked for in.

use griot_crypto::{Keys, Purpose};
use griot_db::{DbError, Tx, change, on};
use griot_delivery::Email;
use griot_kernel::Timestamp;

/// The most letters of this kind that one address gets on one day.
pub const A_DAY: i64 = 3;

const ADDRESS: Purpose = Purpose("web.confirmations");

/// Counts one more letter to `address`, in the act that asks for it. Returns whether it may be
/// sent: the address is known by a keyed digest only, and whoever owns it counts alike.
pub async fn take(tx: &mut Tx, keys: &Keys, address: &Email, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "insert into confirmation_letter (digest, day, letters) values ($1, $2, 1)
        on conflict (digest) do update set day = excluded.day, letters =
            case when confirmation_letter.day = excluded.day then confirmation_letter.letters + 1 else 1 end
        where confirmation_letter.day <> excluded.day or confirmation_letter.letters < $3
        returning letters";

    let digest = keys.digest(ADDRESS, &address.key()).0;
    let counted: Option<i64> = on!(tx, conn => query_scalar(SQL)
        .bind(digest.as_slice()).bind(day(now)).bind(A_DAY).fetch_optional(conn))?;
    Ok(counted.is_some())
}

/// Forgets what was counted before today; for a daily job.
pub async fn forget(tx: &mut Tx, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from confirmation_letter where day < $1";

    change!(tx, conn => query(SQL).bind(day(now)).execute(conn))
}

fn day(now: Timestamp) -> i64 {
    now.as_millisecond().div_euclid(86_400_000)
}
