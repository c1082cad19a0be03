from recounted.cli import main

raise SystemExit(main())
