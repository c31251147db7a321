#!/bin/sh
# The life of a listing, played with the command-line tool: the MLS's lists come in, an agent from
# elsewhere shows the house, a contractor works in it, the sale is pending, and is closed.
#
#     DOORWARD=target/debug/doorward examples/listing-life/run.sh
#
# It works in a folder of its own, with a key that nobody should use, and prints every command with
# its answer. Ids of grants are random; they are shown by the names given to them here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
doorward=${DOORWARD:-doorward}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$here"/*.json "$here"/*.csv .
export DOORWARD_VAULT="$work/vault" DOORWARD_ZONE=pacific
unset DOORWARD_ROOT_KEY DOORWARD_KEY_FILE || true
: > names.sed
box=LB-00012345

say() { printf '\n# %s\n' "$*"; }

# Runs a command at a time of May 2026, and shows both.
at() {
    export DOORWARD_NOW="2026-05-$1-07:00"
    shift
    printf '\n$ doorward' && for word in "$@"; do
        case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done | sed -f names.sed && echo
    code=0
    "$doorward" "$@" > out.txt 2>&1 < "${input:-/dev/null}" || code=$?
    sed -f names.sed out.txt
    [ "$code" = 0 ] || echo "(exit code $code)"
}

# The same for what makes a grant, whose id is called by a name from then on.
grant() {
    name=$1
    shift
    before=$(ids)
    at "$@" > shown.txt
    id=$(ids | while read -r id; do
        case " $before " in *"$id"*) ;; *) echo "$id" ;; esac
    done)
    echo "s/$id[0-9a-f]*/$name/g" >> names.sed
    eval "$name=$id"
    sed -f names.sed shown.txt
}

ids() {
    "$doorward" grant list "$box" --json | sed -n 's/.*"grant": "\([0-9a-f]\{16\}\).*/\1/p'
}

# Hands a grant out: its text goes to a phone, which is a file here, and so does the bulletin.
hand_out() {
    phone=$1
    export DOORWARD_NOW="2026-05-$2-07:00"
    "$doorward" grant release "$3" --bulletin-out "$phone.bulletin" --json > released.json
    sed -n 's/.*"text": "\(dwg1[^"]*\)".*/\1/p' released.json > "$phone.grant"
    printf '\n$ doorward grant release %s\nhanded out to %s\n' "$phone" "$phone"
}

mkdir vault
chmod 700 vault
i=0
while [ $i -lt 32 ]; do printf 5a; i=$((i + 1)); done > vault/root.key
chmod 600 vault/root.key
DOORWARD_NOW=2026-05-15T09:00-07:00 "$doorward" init --existing-key > out.txt

say 'The MLS sends its lists. The box is hung at the house, with the listing agent as its owner.'
at 15T09:00 roster import offices.json members.csv listings-active.json
at 15T09:10 lockbox add $box --owner M-1
at 15T09:11 lockbox assign $box --listing 26-1042
at 15T09:12 listing settings L-1 --hours 08:00-20:00 --access by_appointment
at 15T09:15 box install $box > installed.txt
echo "lockbox $box hangs at the door"

say 'An agent of another association asks to show it, and the listing agent approves.'
at 15T10:00 showing request L-1 --to 'Xavier Quon' --to-kind out_of_board_agent \
    --to-association coast --registered --licence-verified \
    --from '2026-05-16 17:00' --for 30m --id S-1
grant XAVIER 15T10:30 showing approve S-1 --by M-1
at 16T16:00 grant release "$XAVIER"
hand_out XAVIER 16T16:55 "$XAVIER"
input=XAVIER.grant
at 16T17:04 box present $box --grant - --operation key --bulletin XAVIER.bulletin
at 16T17:06 box present $box --grant - --operation key
input=/dev/null
at 16T17:05 showing start S-1 --at '2026-05-16 17:04'
at 16T17:40 showing complete S-1 --by 'Xavier Quon'

say 'A contractor gets in only with the consent of the seller, in writing.'
at 17T08:00 code flex $box --from '2026-05-17 08:00' --for 10d --contractor \
    --to 'Carl Contractor' --to-kind contractor --by M-1
at 17T08:05 listing permit L-1 --to 'Carl Contractor' --document 'drawer 3, 2026-05-17'
at 17T08:10 code flex $box --from '2026-05-17 08:00' --for 10d --contractor \
    --to 'Carl Contractor' --to-kind contractor --by M-1 --pin-verified
carl=$(sed -n 's/^flex code *//p' out.txt | tr -d ' -')
echo "s/$carl/CARLS-CODE/g" >> names.sed
at 17T08:30 box enter $box "$carl"

say 'Two members have showings ahead; the grant of the first is on her phone already.'
at 18T09:00 showing request L-1 --to M-7 --from '2026-05-18 12:00' --for 45m --id S-2
grant ANA 18T09:05 showing approve S-2 --by M-1
at 18T09:10 showing request L-1 --to M-8 --from '2026-05-19 12:00' --for 45m --id S-3
grant BEN 18T09:15 showing approve S-3 --by M-1
hand_out ANA 18T11:55 "$ANA"

say 'An offer is accepted. The next list says so, and whoever only shows the house is out.'
at 18T11:58 roster import listings-pending.json
at 18T11:59 bulletin $box --newest --out pending.bulletin > out2.txt
echo 'the bulletin is on the next phone that goes there'
input=ANA.grant
at 18T12:01 box present $box --grant - --operation key --bulletin pending.bulletin
input=/dev/null
at 18T12:30 showing request L-1 --to M-8 --from '2026-05-20 12:00' --for 45m
at 18T13:00 box enter $box "$carl"

say 'The sale is closed: from now on the box is its owner'"'"'s alone.'
at 20T10:00 roster import listings-closed.json
at 20T10:01 bulletin $box --newest --out closed.bulletin > out2.txt
grant LENA 20T10:05 grant issue $box --to M-1 --by M-1 --for 72h
hand_out LENA 20T10:05 "$LENA"
input=LENA.grant
at 20T11:00 box present $box --grant - --operation own --bulletin closed.bulletin
at 20T11:01 box log $box --grant - --out log.json > out2.txt
input=/dev/null
at 20T11:02 box enter $box "$carl"
at 20T12:00 log verify $box log.json

say 'From the records: the access report, the notices of showings, and the export for compliance.'
at 20T12:01 report --lockbox $box
at 20T12:01 report --notices --lockbox $box
at 20T12:01 export --lockbox $box --format csv

say 'What other systems were told of the showings.'
at 20T12:01 showing events
