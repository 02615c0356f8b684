package main

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"casebot/bot"
	"casebot/bot/ops"
	"casebot/bot/store"
	"casebot/config"
	"casebot/corpus/cases"
	"casebot/corpus/watch"
	"casebot/rag"
)

// serve answers in Discord until ctx ends. Requests go through transport, nil
// for the ordinary one.
func (a *app) serve(ctx context.Context, transport http.RoundTripper) error {
	dataDir, err := a.settings.Data()
	if err != nil {
		a.log.Error("nothing is kept: name a folder with DATA_DIR", "err", err)
	}
	db := store.Open(store.Options{Dir: dataDir, Retention: a.retention(), Log: a.log})
	defer db.Close()
	metrics := ops.NewMetrics()

	// All that runs beside the connection ends, and is waited for, with it.
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	c, err := a.openCollection(ctx, dataDir, metrics)
	if err != nil {
		return err
	}
	var beside sync.WaitGroup
	defer c.work.Wait()
	defer beside.Wait()
	defer stop(nil)

	discord, err := a.newBot(c, db, metrics, transport)
	if err != nil {
		return err
	}
	server, err := a.startOps(discord, c, metrics)
	if err != nil {
		return err
	}
	if server != nil {
		defer closeOps(server)
	}
	// From the beginning: a hang-up that nobody waits for ends the program.
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	// Before the articles are read, so that no change is missed.
	reload := func(ctx context.Context, why string) { a.reload(ctx, c, db, why) }
	folder := a.watchFolder(c, reload)
	beside.Go(func() {
		if err := c.library.Start(ctx); err != nil {
			stop(err) // nothing to answer from
		} else {
			a.log.Info("the articles are ready", "articles", len(c.Corpus().Articles), "version", c.Corpus().Version)
		}
		if folder != nil {
			beside.Go(func() { a.run(ctx, folder) })
		}
		for {
			select {
			case <-hangup:
				reload(ctx, "SIGHUP")
			case <-ctx.Done():
				return
			}
		}
	})
	err = discord.Run(ctx)
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

func (a *app) newBot(c *collection, db *store.Store, metrics *ops.Metrics, transport http.RoundTripper) (*bot.Bot, error) {
	s := a.settings
	return bot.New(bot.Options{
		Token:    string(s.DiscordToken),
		Answerer: c.answerer, Verifier: c.answerer, Gatherer: c.answerer,
		Library: c, Reloader: c, Versions: c,
		Store: db, Metrics: metrics, Log: a.log, Transport: transport,
		Patience:   30*time.Second + s.GeneratorDeadline, // longer than any answer takes
		HomeGuilds: s.HomeGuilds, AdminUsers: s.AdminUsers, AdminRoles: s.AdminRoles,
		DevGuild: s.DevGuild, MessageContent: s.MessageContent,
		UserPerMinute: s.UserPerMinute, ChannelPerMinute: s.ChannelPerMinute,
	})
}

// startOps serves health and metrics, unless that is switched off.
func (a *app) startOps(b *bot.Bot, c *collection, metrics *ops.Metrics) (*ops.Server, error) {
	if a.settings.OpsAddr == config.Off {
		return nil, nil
	}
	return ops.Start(ops.Options{
		Addr: a.settings.OpsAddr, Metrics: metrics, Pprof: a.settings.Pprof, Log: a.log,
		Ready: []ops.Check{
			{Name: "gateway", Do: func() error {
				if !b.Connected() {
					return errors.New("not connected to Discord")
				}
				return nil
			}},
			{Name: "corpus", Do: func() error {
				if c.Corpus() == nil {
					return rag.ErrNotLoaded
				}
				return nil
			}},
		},
	})
}

// closeOps gives requests a moment to finish.
func closeOps(s *ops.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	s.Close(ctx) // what is cut off then has waited long enough
}

// reload reads the articles again for a reason that lies outside Discord.
func (a *app) reload(ctx context.Context, c *collection, db *store.Store, why string) {
	r, err := c.Reload(ctx)
	action := store.Action{Name: "corpus reload", Detail: why, Result: "done"}
	if err != nil {
		action.Result = err.Error()
	}
	a.log.Info("reload", "why", why, "version", r.Version, "result", action.Result)
	if err := db.AddAction(ctx, action); err != nil {
		c.metrics.StoreFailure(store.Kind(err))
	}
}

// watchFolder begins to watch the corpus folder where that is switched on, nil
// otherwise. The folder is left alone while a rollback holds.
func (a *app) watchFolder(c *collection, reload func(context.Context, string)) *watch.Folder {
	if !a.settings.CorpusWatch || a.settings.CorpusDir == "" {
		return nil
	}
	folder, err := watch.Open(watch.Options{
		Dir: a.settings.CorpusDir, Sub: []string{cases.Folder}, Log: a.log,
		Changed: func(ctx context.Context) {
			if c.library.Pinned() {
				a.log.Info("the folder has changed; the rollback holds until the next reload")
				return
			}
			reload(ctx, "the folder has changed")
		},
	})
	if err != nil {
		a.log.Error("changes of the folder are not noticed", "err", err)
		return nil
	}
	return folder
}

// run tells of changes until ctx ends.
func (a *app) run(ctx context.Context, folder *watch.Folder) {
	if err := folder.Run(ctx); err != nil {
		a.log.Error("changes of the folder are not noticed any more", "err", err)
	}
}
