#include "viz/app/replay_report.h"

#include <stdio.h>

#include "sim/model/survey.h"

#define SHOWN_POOLS  12
#define SHOWN_BLOCKS 4

#define ADDR "0x%" G_GINT64_MODIFIER "x"

bool
app_replay_matches(const SimPlayer *player)
{
    return sim_player_wrong(player) == 0 && player->tables.equal == player->tables.count;
}

/* ---- What was compared ---- */

static void
print_first(const SimMismatch *first)
{
    printf("first difference: record %" G_GUINT64_FORMAT " (byte %" G_GUINT64_FORMAT "), %s\n"
           "  %s\n  recorded: %s\n  model:    %s\n",
           first->record, first->offset, first->call, sim_fault_sentence(first->fault), first->real,
           first->modelled);
}

static void
print_verdict(const SimPlayer *player)
{
    const SimTables *tables = &player->tables;
    printf("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " addresses match\n",
           player->predicted - sim_player_mismatches(player), player->predicted);
    for (unsigned i = 0; i < SIM_FAULT_COUNT; i++) {
        if (i != SIM_FAULT_ADDRESS && player->faults[i] > 0) {
            printf("%" G_GUINT64_FORMAT " times %s\n", player->faults[i],
                   sim_fault_sentence((SimFault) i));
        }
    }
    if (tables->count > 0) {
        printf("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
               " tables of sys._debugmallocstats() match\n",
               tables->equal, tables->count);
    }
    if (sim_player_wrong(player) > 0) {
        print_first(&player->first);
    }
    if (tables->wrong > 0) {
        printf("first table that differs: number %" G_GUINT64_FORMAT
               "\n  recorded: %s\n  model:    %s\n",
               tables->wrong, tables->recorded, tables->modelled);
    }
}

/* ---- Statistics ---- */

static void
print_classes(const SimPymalloc *pymalloc, const SimSurvey *survey)
{
    printf("\nhow full the pools are\n"
           "class   size  num pools    asked for   lost to rounding   in free blocks  in use\n"
           "-----   ----  ---------  -----------  -----------------  ---------------  ------\n");
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        const SimClassSurvey *of_class = &survey->classes[i];
        uint64_t size = (i + 1) * 16;
        if (of_class->pools > 0) {
            double held = (double) ((uint64_t) of_class->pools << pymalloc->pool_bits);
            printf("%5u %6" G_GUINT64_FORMAT " %10zu %12" G_GUINT64_FORMAT " %18" G_GUINT64_FORMAT
                   " %16" G_GUINT64_FORMAT " %6.1f%%\n",
                   i, size, of_class->pools, of_class->requested,
                   of_class->live * size - of_class->requested, of_class->free * size,
                   100.0 * (double) of_class->requested / held);
        }
    }
}

typedef struct {
    const SimPymalloc *pymalloc;
    const SimSites *sites;
    unsigned shown;
} BlockPrinter;

static void
print_block(SimAddr addr, size_t size, void *data)
{
    BlockPrinter *printer = data;
    if (++printer->shown > SHOWN_BLOCKS) {
        return;
    }
    const SimSite *site = sim_sites_get(printer->sites, sim_pymalloc_mark(printer->pymalloc, addr));
    printf("    " ADDR "  %3zu bytes", addr, size);
    if (site != NULL) {
        printf("  %s:%u %s", site->file, site->line, site->function);
    }
    putchar('\n');
}

static void
print_lone_pool(const SimPlayer *player, const SimPymalloc *pymalloc, const SimLonePool *lone)
{
    BlockPrinter printer = {pymalloc, player->sites, 0};
    printf("  arena " ADDR ": pool " ADDR ", class %u, %u live %s\n", lone->arena, lone->pool->base,
           lone->pool->class_index, lone->pool->live, lone->pool->live == 1 ? "block" : "blocks");
    sim_pool_visit(lone->pool, print_block, &printer);
    if (printer.shown > SHOWN_BLOCKS) {
        printf("    and %u more\n", printer.shown - SHOWN_BLOCKS);
    }
}

static void
print_lone(const SimPlayer *player,
           const SimPymalloc *pymalloc,
           const SimSurvey *survey,
           uint32_t few)
{
    guint count = survey->lone->len;
    if (few == 1) {
        printf("\narenas that one pool keeps: %zu of %zu", survey->lone_arenas, survey->arenas);
    } else {
        printf("\narenas that at most %u pools keep: %zu of %zu", few, survey->lone_arenas,
               survey->arenas);
    }
    if (survey->empty_arenas > 0) {
        printf(", and %zu in reserve", survey->empty_arenas);
    }
    putchar('\n');
    for (guint i = 0; i < MIN(count, SHOWN_POOLS); i++) {
        print_lone_pool(player, pymalloc, &g_array_index(survey->lone, SimLonePool, i));
    }
    if (count > SHOWN_POOLS) {
        printf("  and %u more pools (--json has them all)\n", count - SHOWN_POOLS);
    }
    if (count > 0) {
        printf("if their %" G_GUINT64_FORMAT " bytes of blocks were freed, %" G_GUINT64_FORMAT
               " bytes would go back to the system\n",
               survey->lone_bytes, survey->would_return);
    }
}

static void
print_heap(const SimPlayer *player, const SimPlayedHeap *heap, uint32_t few)
{
    g_autoptr(GString) table = g_string_new(NULL);
    g_autoptr(SimSurvey) survey = sim_survey_new(heap->pymalloc, few);
    sim_pymalloc_stats(heap->pymalloc, table);
    fputs(table->str, stdout);
    print_classes(heap->pymalloc, survey);
    print_lone(player, heap->pymalloc, survey, few);
}

static void
print_usage(const SimUsage *usage)
{
    printf("\nover time\n"
           "     records   arenas    pools   bytes in use     bytes held      in C heap\n"
           "------------  -------  -------  -------------  -------------  -------------\n");
    for (guint i = 0; i < usage->points->len; i++) {
        const SimUsagePoint *point = &g_array_index(usage->points, SimUsagePoint, i);
        printf("%12" G_GUINT64_FORMAT " %8" G_GUINT64_FORMAT " %8" G_GUINT64_FORMAT
               " %14" G_GUINT64_FORMAT " %14" G_GUINT64_FORMAT " %14" G_GUINT64_FORMAT "\n",
               point->at, point->arenas, point->pools, point->in_use, point->held, point->large);
    }
}

static void
print_stats(const SimPlayer *player, uint32_t few)
{
    g_autoptr(GPtrArray) heaps = sim_player_heaps(player);
    for (guint i = 0; i < heaps->len; i++) {
        const SimPlayedHeap *heap = g_ptr_array_index(heaps, i);
        if (heaps->len > 1) {
            printf("%sinterpreter %" G_GUINT64_FORMAT "\n", i > 0 ? "\n" : "", heap->interpreter);
        }
        print_heap(player, heap, few);
    }
    print_usage(&player->usage);
}

static void
print_summary(const AppReplayed *replayed)
{
    const SimPlayer *player = replayed->player;
    printf("%s: CPython %s, %" G_GUINT64_FORMAT " records, %" G_GUINT64_FORMAT
           " calls of mem and obj, %zu bytes in %zu arenas\n",
           sim_reader_name(replayed->reader), player->profile->name, player->records, player->calls,
           player->main_heap->pymalloc->in_use, player->main_heap->pymalloc->arenas_current);
    if (player->command != NULL) {
        printf("command: %s\n", player->command);
    }
}

void
app_replay_print(const AppReplayed *replayed)
{
    if (!replayed->verify && !replayed->stats) {
        print_summary(replayed);
    }
    if (!replayed->stats || replayed->verify) {
        print_verdict(replayed->player);
    }
    if (replayed->stats) {
        if (replayed->verify) {
            putchar('\n');
        }
        print_stats(replayed->player, replayed->few);
    }
}
