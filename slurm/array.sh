#!/usr/bin/env bash
# Many jobs, each on a few tasks: line K + 1 of tasks.txt is a program and its options, such as
#   ./integrate 'exp(-x^2)' --sizes 1e9 --estimator stratified --seed 1
#   ./simulate lab.txt --draws 1e9 --seed 2
# How to submit it, and what each line is for: README.md.
#SBATCH --job-name=tasks
#SBATCH --ntasks=2
#SBATCH --time=01:00:00
#SBATCH --signal=B:USR1@60
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x-%A_%a.log
set -u

number=$((SLURM_ARRAY_TASK_ID + 1))
[ "$(grep -c '' tasks.txt)" -ge $number ] || { echo "tasks.txt has no line $number"; exit 2; }
line=$(sed -n "$number{s/\r\$//;p}" tasks.txt)
mapfile -d '' -t options < <(./digest.py --words "$line") # words and quotes as in a shell
wait $! || exit 2                                         # a quote is left open: said above
[ ${#options[@]} -gt 0 ] || { echo "line $number of tasks.txt is no task"; exit; }
program=${options[0]}
options=("${options[@]:1}")
digest=$(./digest.py "$line") || exit 2 # so that a line or a file of it that was changed is another task
mkdir -p results
name=results/$SLURM_ARRAY_TASK_ID-$digest

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
