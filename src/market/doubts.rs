use super::listed::{listed_by_name, set_of};

listed_by_name! {
    /// Why a property may not be the one that its keys say.
    Doubt {
        PlaceholderParcel = 0, "placeholder_parcel", "the parcel number stands for none";
        NoKey = 1, "no_key", "there is nothing that the property is known by";
        AddressTwoParcels = 2, "address_two_parcels", "one address has two parcels";
    }
}

set_of! {
    /// Some doubts.
    Doubts of Doubt in u8
}
