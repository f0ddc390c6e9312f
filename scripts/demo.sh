#!/bin/sh
# A walk through Gatepost on the samples that it ships. Run by `make demo`.
set -u
cd "$(dirname "$0")/.."
samples=src/gatepost/samples
failed=0

# Says what comes, shows the command, and runs it. A post that may not go out ends with 1, which is an answer; 2 and above are not.
step() {
  printf '\n\n%s\n\n$ gatepost' "$1"
  shift
  for word in "$@"; do
    case $word in *" "*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n\n'
  gatepost "$@"
  [ $? -le 1 ] || failed=1
}

step "A post about a match is drafted, with a photo. May the office put it on Facebook at Catcott Primary?" \
  check catcott "$samples/post.txt" --channel facebook --as office_manager --picture "$samples/photo.jpg" --roll "$samples/roll.csv"

step "A teacher at Cavendish gets a friend request from a pupil. May she accept it?" \
  ask cavendish actor=teacher action=accept_friend_request account=personal counterpart=pupil

step "Would the answers on friend requests differ in the Cambrian trust?" \
  compare cavendish cambrian --action accept_friend_request

printf '\n\nThat was Gatepost. To be asked instead of asking: .venv/bin/gatepost ask catcott\n'
exit $failed
