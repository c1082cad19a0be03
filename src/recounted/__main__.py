from recounted.commands.cli import main

raise SystemExit(main())
