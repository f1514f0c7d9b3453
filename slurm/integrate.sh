#!/usr/bin/env bash
# One integral on several hosts, however often the job is interrupted. README.md explains each line.
#SBATCH --job-name=integrate
#SBATCH --ntasks=8
#SBATCH --time=01:00:00
#SBATCH --signal=B:USR1@60
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x-%j.log
set -u

program=./integrate
options=('exp(-x^2)' --from -1 --to pi/2 --sizes 1e9:1e12:log7 --estimator stratified --seed 1 --yes)
name=integral # of the journal and of the result, on a file system that all hosts share

# From here on every job script is the same.
journal=$name.journal
mpirun='' warned=no leaving=no
trap 'warned=yes; kill -USR1 $mpirun 2>/dev/null' USR1
trap 'leaving=yes; kill -USR1 $mpirun 2>/dev/null' TERM
again() {
  [ $leaving = no ] || exit 75
  exec scontrol requeue "$SLURM_JOB_ID"
}

# An earlier piece may not have left yet: then once more later, when Slurm's two minutes are over.
[ ! -e "$journal/lock" ] || flock --timeout 10 "$journal/lock" true || again
[ $warned$leaving = nono ] || again
mpirun "$program" "${options[@]}" --journal "$journal" --output "$name.json" &
mpirun=$!
while kill -0 $mpirun 2>/dev/null; do wait $mpirun; done # a trap ends a wait early
wait $mpirun
code=$?

far=$("$program" --status "$journal" 2>&1)
status=$?
echo "$far" | tee -a "$name.pieces"
case $code-$status in
  2-* | 12[67]-*) exit 2 ;; # refused, or not to be started: said above
  *-0) "$program" --verify "$name.json" && exit ;;
  *-75 | *-2) ;; # unfinished, or not even begun, whatever mpirun says
  *) exit 1 ;;
esac
[ $leaving = no ] || exit 75
[ "$(tail -n 3 "$name.pieces" | grep -cFx -- "$far")" -lt 3 ] || { echo "three pieces came no further: not requeued"; exit 1; }
again
