#!/bin/sh
# A walk through Gatepost on the samples that it ships. Run by `make tour`.
set -eu
cd "$(dirname "$0")/.."
samples=src/gatepost/samples

# Says what comes, shows the command, and runs it.
step() {
  printf '\n\n%s\n\n$ gatepost %s\n\n' "$1" "$2"
  # shellcheck disable=SC2086 -- the command is meant to fall apart into its words
  gatepost $2
}

step "A post about a match is drafted, with a photo. May the office put it on Facebook at Catcott Primary?" \
  "check catcott $samples/post.txt --channel facebook --as office_manager --picture $samples/photo.jpg --roll $samples/roll.csv" \
  || [ $? -eq 1 ] # 1 is an answer here: not as it is

step "A pupil sends a teacher at Cavendish Community Primary School a friend request. May she accept it?" \
  "ask cavendish actor=teacher action=accept_friend_request account=personal channel=facebook counterpart=pupil"

step "Where do Cavendish and the Cambrian trust differ on friend requests?" \
  "compare cavendish cambrian --action accept_friend_request"

printf '\n\nThat was Gatepost. To be led through a question instead: .venv/bin/gatepost ask catcott\n'
