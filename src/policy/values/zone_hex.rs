use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de};

use crate::bounds::ZONE_LEN;
use crate::calendar::Zone;
use crate::json::Hex;

pub(crate) fn serialize<S: Serializer>(zone: &Zone, serializer: S) -> Result<S::Ok, S::Error> {
    Hex(zone.to_bytes()).serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
    let Hex(bytes) = Hex::<ZONE_LEN>::deserialize(deserializer)?;
    Zone::from_bytes(&bytes).map_err(de::Error::custom)
}
