// What the sanitizers do in our programs, wherever they are started. The variables ASAN_OPTIONS,
// UBSAN_OPTIONS and LSAN_OPTIONS still override it.
//
// Open MPI keeps some memory until the process ends, in plug-ins that are unloaded by then. Only whole stacks
// show that it was Open MPI's (hence the slow unwinder); what we leak inside our own frames is still found.
// But counters are left to themselves on purpose where an error ended a team: their end is collective
// (MpiTeam).

extern "C" {

const char* __asan_default_options() { return "fast_unwind_on_malloc=0:strict_string_checks=1"; }

const char* __ubsan_default_options() { return "print_stacktrace=1"; }

const char* __lsan_default_options() { return "print_suppressions=0"; }

const char* __lsan_default_suppressions() {
  return "leak:libmpi.so\nleak:libopen-rte.so\nleak:libopen-pal.so\nleak:libevent_core\n"
         "leak:quadrille::team::make_counter\n";
}

}  // extern "C"
